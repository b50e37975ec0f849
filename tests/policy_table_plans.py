"""The decided answers of the routes of plan, proposals and council; signs and roles as in policy_table."""

PLANS = """
plan_public                          -                         .......... ..........
plan_public_xlsx                     -                         .......... ..........
plan_public_paper                    -                         .......... ..........
plans                                -                         L33.....33 L33.....33
plan_new                             -                         L3333..333 L3333>>333
plan                                 plan_in_force             L33.....33 L33.....33
plan_xlsx                            plan_in_force             L33.....33 L33.....33
plan_paper                           plan_draft                L3333MM333 L3333>>333
plan_amendments                      plan_in_force             L3333MM333 L3333>>333
plan_revision                        plan_discussed            L3333MM333 L3333>>333
plan_withdrawal                      plan_draft                L3333MM333 L3333>>333
plan_item_new                        plan_draft                L3333..333 L3333>>333
plan_word                            plan_discussed            L333333.33 L333333>33
plan_agreements                      plan_discussed            L3333..333 L3333>>333
plan_approval                        plan_agreed               L33>...>33 L333>33333
plan_scan                            plan_agreed               L3333MM333 L3333>>333
plan_item                            draft_item                L3333..333 L3333>>333
plan_item_removal                    draft_item                L3333MM333 L3333>>333
plan_item_place                      draft_item                L3333MM333 L3333>>333
plan_item_facts                      plan_item_kept            L3333..333 L3333>>333
proposals                            -                         L......333 L......333
proposal_new                         -                         L....33333 L>UUU33333
proposal                             proposal_made             L.44...444 L.44...444
proposal_acceptance                  proposal_agenda           L333MMM333 L333>>>333
proposal_refusal                     proposal_made             L333MMM333 L333>>>333
proposal_withdrawal                  proposal_made             LMMMM33333 L>44333333
council                              -                         L33.....33 L33.....33
council_new                          -                         L3333..333 L3333>>333
council_voiding                      council_sitting           L3333..333 L3333>>333
"""
