"""Pages of the stream."""

from wasl.spine.facts.views.pages import fact_list, fact_page, void_fact

__all__ = ["fact_list", "fact_page", "void_fact"]
