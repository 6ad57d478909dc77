"""Jobs for many photos: begun, followed as they go on, downloaded."""

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.outcome import State
from colorizer_gui.engine.messages import Message
from colorizer_gui.web.background import BackgroundJob, JobState
from colorizer_gui.web.context import Context, context_of
from colorizer_gui.web.errors import RefusedError
from colorizer_gui.web.jobs import REPORT, ZipJob
from colorizer_gui.web.languages import language_for, translate
from colorizer_gui.web.names import attachment
from colorizer_gui.web.result_options import ResultOptions
from colorizer_gui.web.results import Result
from colorizer_gui.web.store import MOST_PHOTOS_OF_ONE, StoredPhoto
from colorizer_gui.web.work_queue import client_of

router = APIRouter(tags=["jobs"])

# Without a change, something is sent after so many seconds, so that no proxy closes the connection.
PATIENCE = 15.0
# So many problems are told; the file of the job has all.
MOST_PROBLEMS = 50


class JobRequest(BaseModel):
    """Which photos to colorize, and what their files are like."""

    photos: Annotated[list[str], Field(min_length=1, max_length=MOST_PHOTOS_OF_ONE)]
    options: ResultOptions = ResultOptions()


class JobProblem(BaseModel):
    """A photo without a result."""

    name: str
    detail: str


class JobAnswer(BaseModel):
    """How far a job is."""

    id: str
    state: JobState
    done: int
    total: int
    problems: list[JobProblem]
    detail: str | None = Field(None, description="Why the job stopped or failed")
    summary: str | None = Field(None, description="What the job did, once it is over")
    has_file: bool = Field(description="Whether there is a ZIP to download")


def described(job: BackgroundJob, language: str) -> JobAnswer:
    """How far a job is, in a language."""
    problems = [
        JobProblem(name=outcome.name, detail=translate(outcome.message, language))
        for outcome in job.outcomes
        if outcome.state is State.FAILED and outcome.message is not None
    ]
    return JobAnswer(
        id=job.id,
        state=job.state,
        done=job.done,
        total=job.total,
        problems=problems[:MOST_PROBLEMS],
        detail=None if job.problem is None else translate(job.problem, language),
        summary=None if job.summary is None else translate(job.summary, language),
        has_file=job.state is not JobState.RUNNING and job.path is not None,
    )


def _job(request: Request, job_id: Annotated[str, Path(alias="id")]) -> BackgroundJob:
    job = context_of(request).jobs.find(job_id)
    if job is None:
        raise RefusedError(404, Message("There is no such job here, or it is no longer kept."))
    return job


OfJob = Annotated[BackgroundJob, Depends(_job)]


def _model_name(context: Context, stored: StoredPhoto) -> str:
    info = context.models.of(context.recipes.of(stored)).model.info
    return f"{info.name} {info.version}"


@router.post("/api/jobs", status_code=202)
async def begin(request: Request, wanted: JobRequest) -> JobAnswer:
    """Begin to make the results of several photos, with their recipes, as one ZIP."""
    context, client = context_of(request), client_of(request)
    photos = [context.find(photo_id) for photo_id in wanted.photos]
    if not context.jobs.may_begin(client):
        raise RefusedError(429, Message("Too much waits to be done. Wait a moment."))
    output = wanted.options.output()

    def make(stored: StoredPhoto, is_cancelled: IsCancelled) -> Result:
        return context.results.make(stored, context.recipes.of(stored), output, is_cancelled)

    path = context.store.free_path(".zip")
    job = ZipJob(client, photos, path, make, lambda stored: _model_name(context, stored))
    context.jobs.begin(job, context.queue)
    return described(job, language_for(request))


@router.get("/api/jobs/{id}")
async def tell(request: Request, job: OfJob) -> JobAnswer:
    """Tell how far a job is."""
    return described(job, language_for(request))


class EventStream(StreamingResponse):
    """Server-sent events."""

    media_type = "text/event-stream"


@router.get("/api/jobs/{id}/events", response_class=EventStream)
async def follow(request: Request, job: OfJob) -> EventStream:
    """Follow a job by server-sent events: its state at once and after each photo."""
    language = language_for(request)

    async def events() -> AsyncIterator[str]:
        async for is_new in job.changes(PATIENCE):
            data = json.dumps(described(job, language).model_dump())
            yield f"data: {data}\n\n" if is_new else ": still running\n\n"

    return EventStream(events())


@router.get("/api/jobs/{id}/result", response_class=FileResponse)
async def get_file(job: OfJob) -> FileResponse:
    """Get the ZIP of a job that is over: the results that it made, and `report.csv`."""
    _check_over(job)
    if job.path is None:
        raise RefusedError(404, Message("The job has no file. Its report tells what it did."))
    headers = {"Content-Disposition": attachment("colorized.zip")}
    return FileResponse(job.path, media_type="application/zip", headers=headers)


class CsvResponse(Response):
    """A table."""

    media_type = "text/csv"


@router.get("/api/jobs/{id}/report", response_class=CsvResponse)
async def get_report(job: OfJob) -> CsvResponse:
    """Get what became of each photo of a job that is over, done or not."""
    _check_over(job)
    return CsvResponse(job.report(), headers={"Content-Disposition": attachment(REPORT)})


def _check_over(job: BackgroundJob) -> None:
    if job.state is JobState.RUNNING:
        raise RefusedError(409, Message("The job is not over yet."))


@router.post("/api/jobs/{id}/stop", status_code=202)
async def stop(request: Request, job: OfJob) -> JobAnswer:
    """Stop a job; what it did stays."""
    job.cancel()
    return described(job, language_for(request))


@router.delete("/api/jobs/{id}", status_code=204)
async def remove(request: Request, job: OfJob) -> Response:
    """Stop a job, and remove it with its file."""
    context_of(request).jobs.remove(job)
    return Response(status_code=204)
