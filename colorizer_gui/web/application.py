"""The application: its routes, its errors, and the guard before it."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp

from colorizer_gui import __version__
from colorizer_gui.web import (
    routes_archive,
    routes_jobs,
    routes_page,
    routes_photos,
    routes_pictures,
    routes_presets,
    routes_recipes,
    routes_results,
    routes_variants,
)
from colorizer_gui.web.bodies import Bodies
from colorizer_gui.web.context import Context
from colorizer_gui.web.guard import Guard
from colorizer_gui.web.problems import handle_problems

ROUTES = (
    *(routes_page, routes_photos, routes_pictures),
    *(routes_recipes, routes_results, routes_jobs, routes_archive, routes_presets, routes_variants),
)


def application(context: Context, names: Iterable[str], token: str | None) -> ASGIApp:
    """The application of a server.

    Parameters
    ----------
    context : Context
        Closed when the application ends.
    names : iterable of str
        Of this machine, beside its address.
    token : str or None
        What clients have to know; None for nothing.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        cleaning = asyncio.create_task(context.clean_regularly())
        yield
        cleaning.cancel()
        context.close()

    app = FastAPI(
        title="Colorizer",
        version=__version__,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        # Their pages load scripts from other hosts.
        docs_url=None,
        redoc_url=None,
    )
    app.state.context = context
    handle_problems(app)
    for module in ROUTES:
        app.include_router(module.router)
    return Guard(Bodies(app, routes_photos.UPLOADS), context.options.host, names, token)
