/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Requests that another site makes a browser send.
 *
 * Two independent walls.  The browser itself says where a request comes from
 * (Sec-Fetch-Site, Origin), and every form carries a token that only our own
 * pages can read: a hash of the session's token.  On the page it is masked
 * with fresh random bytes, so that its compressed length never depends on it.
 */
#include "lib/http/internal.h"

#include <sodium.h>

enum { B64_SIZE = sodium_base64_ENCODED_LEN(
	       2 * TOKEN_SIZE, sodium_base64_VARIANT_URLSAFE_NO_PADDING) };

bool csrf_same_origin(const struct source *s, const char *own)
{
	if (s->fetch_site && strcmp(s->fetch_site, "same-origin"))
		return false;
	if (s->origin)
		return strcmp(s->origin, own) == 0;
	return s->fetch_site != NULL;
}

static void secret_of(const char *session, unsigned char out[TOKEN_SIZE])
{
	static const unsigned char key[] = "hoptac forms";

	crypto_generichash(out, TOKEN_SIZE, (const unsigned char *)session,
			   strlen(session), key, sizeof key - 1);
}

char *csrf_token(struct arena *a, const char *session)
{
	unsigned char raw[2 * TOKEN_SIZE];
	char *out = arena_alloc(a, B64_SIZE);

	randombytes_buf(raw, TOKEN_SIZE);
	secret_of(session, raw + TOKEN_SIZE);
	for (int i = 0; i < TOKEN_SIZE; i++)
		raw[TOKEN_SIZE + i] ^= raw[i];
	return sodium_bin2base64(out, B64_SIZE, raw, sizeof raw,
				 sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool csrf_valid(const char *token, const char *session)
{
	unsigned char raw[2 * TOKEN_SIZE], secret[TOKEN_SIZE];
	size_t n;

	if (sodium_base642bin(raw, sizeof raw, token, strlen(token), NULL, &n,
			      NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) ||
	    n != sizeof raw)
		return false;
	secret_of(session, secret);
	for (int i = 0; i < TOKEN_SIZE; i++)
		raw[i] ^= raw[TOKEN_SIZE + i];
	return sodium_memcmp(raw, secret, TOKEN_SIZE) == 0;
}
