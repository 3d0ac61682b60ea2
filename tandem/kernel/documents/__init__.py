"""Files people keep: made as PDF (`pdf`), sealed (`sealing`), coded (`codes`), taken in (`uploads`), kept (`storage`).

Words: template, picture, seal, list code, upload, stored file.
"""
