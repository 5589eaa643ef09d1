/* SPDX-License-Identifier: Apache-2.0 */
/* Command: accept. */
#include "check/accept.h"

#include "figure/cmd.h"
#include "figure/words.h"

static void print_acceptance(struct cli *cli, const struct question *q,
			     const struct acceptance *x)
{
	const struct repair_solution *s = &x->choice->solution;
	const struct check_system *system = &x->proposal.system;
	struct arena *a = cli->arena;
	size_t errors = check_errors(&x->after);

	buf_addf(&cli->out, "Đã đính chính theo đề xuất %s:\n", x->choice->id);
	for (size_t i = 0; i < s->nchange; i++) {
		const struct repair_change *c = &s->change[i];
		const struct figure *fig = system_figure(system, c->var);
		int places = repair_get(system->repair, c->var)->places;

		buf_addf(&cli->out, "  %s: %s → %s\n    %s\n",
			 figure_key_vi(a, figures_pack(q->figures), &fig->key),
			 figure_signed_vi(a, fig),
			 figure_number_vi(a, fig, c->to, places),
			 figure_reference(a, &fig->key,
					  figures_home(q->figures)));
	}
	buf_addf(&cli->out, "Quan hệ sai mức lỗi: trước %zu, nay %zu.\n",
		 x->errors_before, errors);
	for (size_t i = 0; i < x->after.nbroken; i++)
		if (x->after.broken[i].check->severity == SEV_ERROR)
			buf_addf(&cli->out, "  %s\n",
				 x->after.broken[i].message);
	buf_adds(&cli->out, "Số cũ vẫn được giữ: xem bằng hoptac explain, hoặc "
			    "mọi lệnh với --known.\n");
}

int run_accept(struct cli *cli)
{
	struct acceptance done;
	struct question q;
	struct accept_request r;

	if (question_read(cli, &q) < 0)
		return -1;
	r = (struct accept_request){
		.pack = figures_pack(q.figures),
		.place = q.place,
		.year = q.year,
		.id = cli->argv[0],
		.who = cli_who(cli),
		.reason = cli_text(cli, "reason"),
	};
	if (proposal_accept(cli->arena, cli->db, &r, &done, &cli->err) < 0)
		return -1;
	print_acceptance(cli, &q, &done);
	return 0;
}
