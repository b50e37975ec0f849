"""The decided answers of the routes of retention; signs and roles as in policy_table."""

RETENTION = """
retention                            -                         L33....333 L33....333
retention_document                   =minutes,kept             L33....333 L33....333
retention_hold                       =minutes,kept             L3333MM333 L3333>>333
hold_lifting                         hold                      L3333..333 L3333>>333
file_kinds                           -                         L33....333 L33....333
file_kind_new                        -                         L3333..333 L3333>>333
file_kind                            file_kind                 L3333..333 L3333>>333
file_plans                           -                         L3333MM333 L3333>>333
file_plan                            file_plan                 L33....333 L33....333
file_plan_steps                      file_plan_draft           L3333MM333 L3333>>333
file_plan_signatures                 file_plan                 L333M33333 L333>33333
file_plan_scan                       file_plan                 L3333MM333 L3333>>333
write_offs                           -                         L33....333 L33....333
write_off_new                        -                         L3333MM333 L3333>>333
write_off                            act_offered               L44....444 L44....444
write_off_commission                 act_draft                 L3333..333 L3333>>333
write_off_line                       act_draft,act_line        L3333MM333 L3333>>333
write_off_steps                      act_draft                 L3333MM333 L3333>>333
write_off_signatures                 act_offered               L33M333333 L33>333333
write_off_scan                       act_offered               L3333MM333 L3333>>333
write_off_approval                   act_signed                L333M33333 L333>33333
write_off_cancelling                 act_draft                 L3333MM333 L3333>>333
"""
