"""The dashboard's entry: ``streamlit run app.py``. Every page is reached through here.

Streamlit imports this file once, when the server starts, and then runs it as the script of each visit.
"""

import logging

import streamlit as st

if __name__ == "__main__":  # a visit
    from dampingan.ui.libraries import AFTER_A_PAGE, ALL_PAGES, FIRST_PAGE

    FIRST_PAGE.load()
    from dampingan.errors import DampinganError
    from dampingan.ui import first_start, frame, navigation, view
    from dampingan.ui.filters import sidebar_filter

    frame.configure()
    page = navigation.register()
    links = st.sidebar.container()
    try:
        if first_start.data_ready():
            options = view.options(view.store().periods())
            with st.sidebar.container(key="saringan", gap="small"):
                opened = view.open_view(sidebar_filter(options), options)
            navigation.draw(links, opened.link())
            frame.sample_banner(opened)
            if not navigation.is_first(page):
                ALL_PAGES.load()
            page.run()
            frame.foot(opened)
            ALL_PAGES.load_after(AFTER_A_PAGE)
        else:
            navigation.draw(links)
    except DampinganError as error:
        frame.problem(error)
    except Exception:
        # The reader gets a page in Indonesian that reveals nothing; the cause goes to the log.
        logging.getLogger("dampingan").exception("Halaman gagal")
        frame.broken()
else:  # the server
    from dampingan.ui.server import ready

    app = st.App(__file__, lifespan=ready)
