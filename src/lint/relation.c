/* SPDX-License-Identifier: Apache-2.0 */
/* The pass over the relations between amounts, and its rules. */
#include "lint/pass.h"
#include "lint/relation_read.h"

const struct lint_rule relation_rules[RELATION_RULES + 1] = {
	[SUM_MISMATCH] = { "sum-mismatch", SEV_ERROR,
			   "Tổng không bằng các phần cộng lại",
			   "Các phần đã kể đủ thì phải cộng lại bằng tổng." },
	[SUBSET_LARGER] = { "subset-larger-than-whole", SEV_ERROR,
			    "Phần lớn hơn tổng chứa nó",
			    "Số của một bộ phận không thể lớn hơn số của "
			    "toàn bộ." },
	[PLAN_DISJOINT] = { "implied-plan-disjoint", SEV_ERROR,
			    "Các tỷ lệ đạt kế hoạch dẫn đến những số kế hoạch "
			    "khác nhau",
			    "Một chỉ tiêu trong một năm chỉ có một số kế "
			    "hoạch: số thực hiện chia cho tỷ lệ đạt phải ra "
			    "cùng một số." },
	[SHARE_MISMATCH] = { "share-mismatch", SEV_ERROR,
			     "Tỷ lệ không đúng với số lượng",
			     "Số lượng chia cho tổng phải bằng tỷ lệ đã ghi." },
	[SHARES_NOT_WHOLE] = { "shares-not-whole", SEV_ERROR,
			       "Các tỷ lệ cộng lại không bằng 100%",
			       "Các nhóm không trùng nhau và kể đủ thì tỷ lệ "
			       "cộng lại bằng 100%." },
	[GROWTH_MISMATCH] = { "growth-mismatch", SEV_ERROR,
			      "Số tăng, giảm không đúng với số trước và sau",
			      "Số sau trừ số trước phải bằng số tăng thêm; chia "
			      "cho số trước phải bằng tỷ lệ tăng." },
	[STOCK_FLOW] = { "stock-flow-mismatch", SEV_ERROR,
			 "Số đầu kỳ, tăng, giảm không ra số cuối kỳ",
			 "Số cuối kỳ bằng số đầu kỳ cộng số tăng trừ số giảm "
			 "trong kỳ." },
	[FIGURE_CONFLICT] = { "figure-conflict", SEV_ERROR,
			      "Một số liệu ghi hai giá trị khác nhau",
			      "Cùng một chỉ tiêu, phạm vi và thời điểm chỉ có "
			      "một giá trị." },
	[COUNT_MISMATCH] = { "count-mismatch", SEV_WARNING,
			     "Số lượng không bằng số tên được kể",
			     "Danh sách kể đủ thì số tên phải bằng số lượng đã "
			     "ghi." },
	[AVERAGE_OUTSIDE] = { "average-outside-hull", SEV_WARNING,
			      "Số bình quân chung nằm ngoài các số bình quân "
			      "của từng phần",
			      "Bình quân chung nằm giữa bình quân thấp nhất và "
			      "cao nhất của các phần." },
	[WEIGHTED_MEAN] = { "weighted-mean-mismatch", SEV_WARNING,
			    "Số bình quân chung không bằng bình quân gia quyền "
			    "của các phần",
			    "Bình quân chung bằng tổng các tích số lượng và "
			    "bình quân của từng phần chia cho tổng số lượng." },
	[TARGET_BELOW] = { "target-below-baseline", SEV_WARNING,
			   "Chỉ tiêu thấp hơn mức đã đạt",
			   "Chỉ tiêu của kỳ sau thấp hơn kết quả của kỳ trước "
			   "thì không còn là mục tiêu." },
	[UNIT_LABEL] = { "unit-label-mismatch", SEV_ERROR,
			 "Tên chỉ tiêu và đơn vị tính không khớp",
			 "Chỉ tiêu số lượng phải có đơn vị đếm, chỉ tiêu tỷ lệ "
			 "phải có %." },
	[MISSING_CELL] = { "missing-cell", SEV_WARNING,
			   "Thiếu số liệu mà các mục cùng loại đều có",
			   "Các mục cùng loại phải có cùng các chỉ tiêu để tổng "
			   "hợp được." },
};

struct relations *relations_read(struct lint *l)
{
	struct relations *rs = relations_new(l, l->amounts->amount,
					     l->amounts->n);

	read_sums(rs);
	read_scopes(rs);
	read_tables(rs);
	read_plans(rs);
	read_shares(rs);
	read_stocks(rs);
	read_growth(rs);
	return rs;
}

static void run(struct lint *l)
{
	struct relations *rs = relations_read(l);

	relations_tell(rs);
	check_averages(rs);
	check_cells(rs);
	check_multiples(rs);
	check_names(rs);
}

const struct lint_pass lint_relation_pass = { relation_rules, run };
