"""How Sphinx makes the site of the pages that build.py has gathered."""

from importlib.metadata import version as version_of

from search import BothLanguages
from sphinx.search import languages

languages["en"] = BothLanguages

project = "reportlib"
author = ""
project_copyright = "reportlib authors; MIT licence"
version = release = version_of("govreport-reportlib")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nb_execution_mode = "off"  # chapters are shown as they are committed
nb_merge_streams = True
myst_enable_extensions = ["colon_fence", "attrs_inline", "attrs_block"]
myst_heading_anchors = 3
myst_links_external_new_tab = False
napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_typehints = "none"  # the docstring says what comes in and what goes out
python_maximum_signature_line_length = 80
add_module_names = False

html_theme = "sphinx_book_theme"
html_title = "reportlib"
html_baseurl = ""
html_static_path = ["static"]
html_extra_path = ["extra"]  # whole pages, as they are
html_css_files = ["font.css", "site.css"]
html_show_sphinx = False
html_last_updated_fmt = None
html_theme_options = {
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "navbar_persistent": [],
    "use_fullscreen_button": False,
    "search_bar_text": "Search, 中文或英文",
    "footer_content_items": ["copyright.html", "extra-footer.html"],
    "extra_footer": "<p>Made of the repository by <code>make site</code>; asks nothing of the "
    "network.</p>",
}
