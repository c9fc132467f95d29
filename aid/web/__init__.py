"""The pages. `register` is the one call that puts them into an application."""

from importlib import import_module

from flask import Flask

from aid.web import addresses, assets, components, errors, filters, frame, headers, i18n

BLUEPRINTS = (
    "aid.web.amounts",
    "aid.web.batches",
    "aid.web.bulk_steps",
    "aid.web.cases",
    "aid.web.harms",
    "aid.web.households",
    "aid.web.entitlements",
    "aid.web.attachments",
    "aid.web.fund_periods",
    "aid.web.funds",
    "aid.web.changes",
    "aid.web.replacements",
    "aid.web.decisions",
    "aid.web.delegations",
    "aid.web.duty_rules",
    "aid.web.dossier_steps",
    "aid.web.numbers_ahead",
    "aid.web.incoming",
    "aid.web.incoming_papers",
    "aid.web.outgoing",
    "aid.web.paper_numbers",
    "aid.web.office_days",
    "aid.web.dossiers",
    "aid.web.health",
    "aid.web.verify",
    "aid.web.calculator.pages",
    "aid.web.incidents",
    "aid.web.policies.norms",
    "aid.web.notices",
    "aid.web.papers",
    "aid.web.paper_signatures",
    "aid.web.paper_templates",
    "aid.web.bank_files",
    "aid.web.payments",
    "aid.web.payouts",
    "aid.web.policies.benefits",
    "aid.web.policies.reading",
    "aid.web.policies.entry",
    "aid.web.policies.texts",
    "aid.web.policies.trials",
    "aid.web.policies.versions",
    "aid.web.preferences",
    "aid.web.prior_aid",
    "aid.web.sign_in",
    "aid.web.transfers",
    "aid.web.signatures",
    "aid.web.signing_keys",
    "aid.web.my_work",
    "aid.web.recomputing",
    "aid.web.relations",
    "aid.web.approval_routes",
    "aid.web.approvals",
    "aid.web.search",
    "aid.web.agencies",
    "aid.web.users",
)


def register(app: Flask) -> None:
    """Register filters, frame, errors, headers, language and every blueprint."""
    for part in (addresses, i18n, filters, components, frame, assets, headers, errors):
        part.register(app)
    for name in BLUEPRINTS:
        app.register_blueprint(import_module(name).blueprint)
