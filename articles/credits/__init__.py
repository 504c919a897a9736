"""What a newsroom decides about its credits: the roster, the order in which lines are printed, the roles a route asks for.

The grammar is `articles.text.credits`, rows and lines are `articles.crediting`. Private side only.
"""
