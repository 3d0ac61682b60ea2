"""Project calls and the networks that come of them: form, submission, jury, selection, grant, support (seed 002).

Words of the call: call, form revision, submission, envelope, wave, criterion, juror, ranking, selection, displacement.
Words after it: grant, instalment, report, practice, network, start day, support need, support offer, support request.
Organisations, officers of the administration, jurors and the coordinators of the support walk in here.
"""
