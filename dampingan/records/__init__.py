"""Records that people enter: who helps which desa, with what, verified by whom.

``store.RecordStore`` reads and writes them, ``backup.backup`` and ``restore.restore`` keep them safe. What a record
holds is in ``models``, the allowed codes in ``terms``. No record holds a person's name, NIK, KK or address.
"""
