"""The routes that one office alone may use: which one, and its answers to GET and POST (signs as in policy_table).

U stands where the council must decide first (K-11c, K-19a)."""

TABLE = """
packages                             expert              . .
package                              expert              . .
conclusion_begin                     expert              M >
conclusion                           expert              . >
conclusion_reopen                    expert              M >
conclusion_signature                 expert              M >
qa_body_end                          qa_head             M >
qa_finding_answer                    qa_head             . >
qa_body_order                        qa_head             . U
qa_plan_approval                     qa_head             M >
qa_version_order                     qa_head             . U
qa_version_withdrawal                qa_head             M >
qa_decision_extract                  council_secretary   M >
qa_decision_new                      council_secretary   . >
qa_ministry                          ministry            . .
qa_ministry_answer                   ministry            M >
qa_ministry_organisation             ministry            . >
qa_ministry_report                   ministry            . .
qa_ministry_version                  ministry            . .
qa_ministry_xlsx                     ministry            . .
"""
SPECIALISTS = {name: row for name, *row in map(str.split, TABLE.strip().splitlines())}
