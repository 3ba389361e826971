"""Verification in a Musyawarah Desa: the form, its return, and the figures before and after.

``site.Site`` is where an installation keeps its things; ``returns.read_return`` and ``saving.save_return`` take a
filled form in, ``before_after.before_after`` compares. The form itself is written by ``exports.musdes_form``.
"""
