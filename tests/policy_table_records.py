"""The decided answers of the routes of the register of papers and of outgoing letters; signs as in policy_table."""

RECORDS = """
journal_xlsx                         -                         L33....333 L33....333
journal_print                        -                         L33....333 L33>>>>333
record_new                           -                         L3333..333 L3333>>333
record                               record_in                 L44....444 L44....444
record_files                         record_in                 L3333MM333 L3333>>333
record_routing                       record_in                 L333...333 L333>>>333
record_closing                       record_in                 L3333..333 L3333>>333
record_dispatch                      record_out                L3333..333 L3333>>333
routing_receipt                      routing                   LMMMMMMMMM L44C>CC444
routing_deed                         routing                   LMMMMMMMMM L44U>UU444
routing_taking_back                  routing                   L333...333 L333>>>333
outgoing_letters                     -                         L33....333 L33....333
outgoing_letter_new                  -                         L3333..333 L3333>>333
outgoing_letter                      letter_draft              L33....333 L33....333
outgoing_letter_edit                 letter_draft              L3333..333 L3333>>333
outgoing_letter_files                letter_draft              L3333MM333 L3333>>333
outgoing_letter_file                 letter_file               L3333MM333 L3333>>333
outgoing_letter_offer                letter_draft              L3333MM333 L3333>>333
outgoing_letter_taking_back          letter_offered            L3333MM333 L3333>>333
outgoing_letter_remark               letter_offered            L333M33333 L333>33333
outgoing_letter_signature            letter_offered            L333M33333 L333>33333
outgoing_letter_end                  letter_sent               L3333..333 L3333>>333
"""
