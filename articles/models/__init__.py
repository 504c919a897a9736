"""The nouns of the desk, one file each; what readers see is in `published`.

taxonomy: Section, Tag · people: Contributor, CreditRole, Credit, CreditPerson · image: Image, ImageUse ·
clip: Clip, ClipUse · chart: Chart · article: Article · extras: KeyFigure, Correction ·
revision: Revision · review: ReviewRoute, ReviewStep, Round, RoundStep, SignOff · ledger: Transition · reading: ReadMark · figures: FigureCheck · hant: HantTerm ·
proofing: ProofTerm, ProofDecision · masthead: Masthead · page: Page · audience: Tally, ReaderMark, Salt · desk_text: DeskText.
Public code never imports this package: it imports `articles.models.published` and `published_search`.
"""

from articles.models.article import Article
from articles.models.audience import ReaderMark, Salt, Tally
from articles.models.chart import Chart
from articles.models.clip import Clip, ClipUse
from articles.models.desk_text import DeskText
from articles.models.extras import Correction, KeyFigure
from articles.models.figures import FigureCheck
from articles.models.hant import HantTerm
from articles.models.image import Image, ImageUse
from articles.models.ledger import Transition
from articles.models.masthead import Masthead
from articles.models.page import Page
from articles.models.people import Contributor, Credit, CreditOrder, CreditPerson, CreditRole
from articles.models.proofing import ProofDecision, ProofTerm
from articles.models.published import (
    PublishedArticle,
    PublishedContributor,
    PublishedCredit,
    PublishedNotice,
    PublishedPage,
    PublishedRedirect,
    PublishedSite,
    PublishedTag,
    Script,
)
from articles.models.published_search import PublishedSearch
from articles.models.reading import ReadMark
from articles.models.rendering import Rendering
from articles.models.review import ReviewRoute, ReviewStep, Round, RoundStep, SignOff
from articles.models.revision import Revision
from articles.models.taxonomy import Section, Tag

__all__ = [
    "Article",
    "Chart",
    "Clip",
    "ClipUse",
    "Contributor",
    "Correction",
    "Credit",
    "CreditOrder",
    "CreditPerson",
    "CreditRole",
    "DeskText",
    "FigureCheck",
    "HantTerm",
    "Image",
    "ImageUse",
    "KeyFigure",
    "Masthead",
    "Page",
    "ProofDecision",
    "ProofTerm",
    "PublishedArticle",
    "PublishedContributor",
    "PublishedCredit",
    "PublishedNotice",
    "PublishedPage",
    "PublishedRedirect",
    "PublishedSearch",
    "PublishedSite",
    "PublishedTag",
    "ReadMark",
    "ReaderMark",
    "Rendering",
    "ReviewRoute",
    "ReviewStep",
    "Revision",
    "Round",
    "RoundStep",
    "Salt",
    "Script",
    "Section",
    "SignOff",
    "Tag",
    "Tally",
    "Transition",
]
