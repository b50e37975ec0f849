"""The decided answers of the routes of events; signs and roles as in policy_table."""

EVENTS = """
events                               -                         .......... ..........
event                                event_open                .......... ..........
event_ics                            event_open                .......... ..........
event_file                           event_open,event_doc      .......... ..........
event_entry_new                      event_open                .......... >>>>>>>>>>
event_entry_asked                    event_open                .......... ..........
event_entry                          event_token               .......... ..........
event_entry_ics                      event_token               .......... ..........
event_entry_confirmation             event_asked               MMMMMMMMMM >>>>>>>>>>
event_entry_cancellation             event_token               MMMMMMMMMM >>>>>>>>>>
event_feedback                       event_judge               .......... >>>>>>>>>>
event_entry_file                     event_token,event_doc     .......... ..........
event_people                         event_open                L....33333 L>UUU33333
event_person_removal                 event_open,event_own      LMMMM33333 L>44433333
event_reports                        -                         L333333.33 L333333.33
event_report                         event_held                L4444..444 L4444>>444
event_report_reopening               event_offered             L3333MM333 L3333>>333
event_report_signature               event_offered             L3333MM333 L3333>C333
event_office                         -                         L3333..333 L3333..333
event_new                            -                         L3333..333 L3333>>333
event_board                          event_open                L3333..333 L3333..333
event_details                        event_open                L3333..333 L3333>>333
event_announcement                   event_draft               L3333MM333 L3333>>333
event_holding                        event_today               L3333MM333 L3333>>333
event_cancellation                   event_open                L3333..333 L3333>>333
event_organisers                     event_open                L3333MM333 L3333>>333
event_organiser_release              event_open,event_second   L3333MM333 L3333>>333
event_documents                      event_open                L3333MM333 L3333>>333
event_document_removal               event_open,event_doc      L3333MM333 L3333>>333
event_presence                       event_today               L3333..333 L3333>>333
event_admission                      event_today               L3333MM333 L3333>>333
event_xlsx                           event_open                L3333..333 L3333..333
"""
