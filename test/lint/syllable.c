/* SPDX-License-Identifier: Apache-2.0 */
/* Vietnamese syllables. */
#include "lint/syllable.h"

#include "test.h"

#include <string.h>

TEST(syllable_legal)
{
	static const char *const legal[] = {
		"hợp",	"tác",	 "xã",	 "nghiêng", "quyết", "giếng", "gì",
		"giải", "khuỷu", "thuở", "hoạt",    "hóa",   "hoá",   "quý",
		"thủy", "thuỷ",	 "kỹ",	 "yêu",	    "ý",     "đường", "người",
		"quốc", "nước",	 "khuya", "loè",    "toàn",  "ngoài", "rượu",
		"quỹ",	"nhiệm", "của",	 "mía",	    "mùa",   "quả",   "giá",
		"ủy", "uỷ", "quỳnh", "quýt", "quận",	 "oai",	 "xoong",   "huỳnh", "gìn",   "giữ",
	};

	for (size_t i = 0; i < ARRAY_LEN(legal); i++)
		if (!CHECK_INT(syllable_of(legal[i]), SYLLABLE_LEGAL))
			printf("  %s\n", legal[i]);
}

TEST(syllable_broken)
{
	static const char *const broken[] = {
		"thưc",	 "quyêt", "nghành", "hiên̂n", "chưc", "hợpp",
		"tưr",	 "đươc",  "kông",   "ghà",    "thự́c",
	};

	for (size_t i = 0; i < ARRAY_LEN(broken); i++)
		if (!CHECK_INT(syllable_of(broken[i]), SYLLABLE_BROKEN))
			printf("  %s\n", broken[i]);
	CHECK_INT(syllable_of("website"), SYLLABLE_FOREIGN);
	CHECK_INT(syllable_of("htx"), SYLLABLE_FOREIGN);
	CHECK_INT(syllable_of("họat"), SYLLABLE_MISPLACED);
	CHECK_INT(syllable_of("qủa"), SYLLABLE_MISPLACED);
	CHECK_INT(syllable_of("gỉai"), SYLLABLE_MISPLACED);
	CHECK_INT(syllable_of("ngòai"), SYLLABLE_MISPLACED);
}

TEST(syllable_tone_styles)
{
	CHECK_INT(syllable_tone_style("hóa"), 'o');
	CHECK_INT(syllable_tone_style("hoá"), 'n');
	CHECK_INT(syllable_tone_style("thủy"), 'o');
	CHECK_INT(syllable_tone_style("thuỷ"), 'n');
	CHECK_INT(syllable_tone_style("quý"), 0);
	CHECK_INT(syllable_tone_style("hoàn"), 0);
	CHECK_INT(syllable_tone_style("hoa"), 0);
}
