"""The jobs of all clients, and one kind: the results of many photos as a ZIP, with a report."""

import asyncio
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath

from colorizer_gui.engine.arrays import IsCancelled
from colorizer_gui.engine.batch.outcome import Outcome, State
from colorizer_gui.engine.errors import Cancelled, ColorizerError
from colorizer_gui.engine.messages import joined
from colorizer_gui.web.background import BackgroundJob, JobState
from colorizer_gui.web.problems import NO_ROOM, status_of
from colorizer_gui.web.results import Result, remove_file
from colorizer_gui.web.store import StoredPhoto
from colorizer_gui.web.work_queue import Job, WorkQueue

REPORT = "report.csv"
# Finished ones of a client that can still be downloaded, and unfinished ones.
MOST_FINISHED = 3
MOST_UNFINISHED = 3

# Makes the result of a photo.
Make = Callable[[StoredPhoto, IsCancelled], Result]


class ZipJob(BackgroundJob):
    """The results of some photos, made one after the other.

    Parameters
    ----------
    client : str
    photos : sequence of StoredPhoto
    path : Path
        Of the ZIP, which has what was made where the job stops or fails too.
    make : callable
        A Make.
    model_name : callable
        Tells which model colorizes a photo, for the report.
    """

    def __init__(
        self,
        client: str,
        photos: Sequence[StoredPhoto],
        path: Path,
        make: Make,
        model_name: Callable[[StoredPhoto], str],
    ) -> None:
        super().__init__(client, path)
        self.photos = tuple(photos)
        self.total = len(self.photos)
        self._zip_path, self._make, self._model_name = path, make, model_name
        self._names: set[str] = {REPORT}
        self._current: Job[Outcome] | None = None
        self._is_cancelled = False

    async def _work(self, queue: WorkQueue) -> None:
        try:
            await asyncio.to_thread(self._begin)
            for photo in self.photos:
                if self._is_cancelled:
                    raise Cancelled
                self._current = queue.submit(self.client, partial(self._add, photo), False)
                self.outcomes.append(await asyncio.wrap_future(self._current.future))
                self._tell()
        finally:
            left = self.photos[len(self.outcomes) :]
            self.outcomes += (Outcome(photo.info.name, "", State.STOPPED) for photo in left)
            if left and not any(outcome.result for outcome in self.outcomes):
                self._remove_file()  # there is nothing in it
            elif self.path is not None:
                await asyncio.to_thread(self._finish)

    def cancel(self) -> None:
        """Stop the job."""
        self._is_cancelled = True
        if self._current is not None:
            self._current.cancel()

    def _begin(self) -> None:
        with zipfile.ZipFile(self._zip_path, "x"):
            pass

    def _add(self, photo: StoredPhoto, is_cancelled: IsCancelled) -> Outcome:
        """Add the result of a photo to the ZIP; what is wrong with it goes into the report."""
        begun = time.perf_counter()
        name = photo.info.name
        try:
            result = self._make(photo, is_cancelled)
        except Cancelled:
            raise
        except ColorizerError as error:
            if status_of(error) == NO_ROOM:  # as it would be for all others
                raise
            return Outcome(name, "", State.FAILED, message=error.message)
        try:
            shown = self._free_name(result.name)
            with self._appending() as archive:
                archive.write(result.path, shown)
        finally:
            remove_file(result.path)
        return Outcome(
            name,
            shown,
            State.DONE,
            seconds=time.perf_counter() - begun,
            width=result.size[0],
            height=result.size[1],
            model="" if result.own_colors else self._model_name(photo),
            message=joined(result.notices) if result.notices else None,
            own_colors=result.own_colors,
        )

    def _free_name(self, name: str) -> str:
        """A name that no other result of the ZIP has, also where capitals do not count."""
        path, number, free = PurePath(name), 1, name
        while free.lower() in self._names:
            number += 1
            free = f"{path.stem} ({number}){path.suffix}"
        self._names.add(free.lower())
        return free

    def _finish(self) -> None:
        with self._appending() as archive:
            archive.writestr(REPORT, self.report(), zipfile.ZIP_DEFLATED)

    @contextmanager
    def _appending(self) -> Iterator[zipfile.ZipFile]:
        """The ZIP, as a context, to add a file; it is as it was where that fails."""
        with zipfile.ZipFile(self._zip_path) as archive:
            end = archive.start_dir  # of the files; the directory after them is overwritten
        with self._zip_path.open("rb") as file:
            file.seek(end)
            directory = file.read()
        try:
            # Results are compressed already.
            with zipfile.ZipFile(self._zip_path, "a", zipfile.ZIP_STORED) as archive:
                yield archive
        except BaseException:
            try:
                with self._zip_path.open("r+b") as file:
                    file.truncate(end)
                    file.seek(end)
                    file.write(directory)
            except OSError:
                self._remove_file()
            raise


class Jobs:
    """The jobs of all clients."""

    def __init__(self) -> None:
        self._jobs: dict[str, BackgroundJob] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def may_begin(self, client: str) -> bool:
        """Whether a client may begin another job."""
        unfinished = [job for job in self._of(client) if job.state is JobState.RUNNING]
        return len(unfinished) < MOST_UNFINISHED

    def begin(self, job: BackgroundJob, queue: WorkQueue) -> None:
        """Let a job be done; older ones of its client that are finished go."""
        finished = [old for old in self._of(job.client) if old.state is not JobState.RUNNING]
        for old in finished[: max(0, len(finished) - MOST_FINISHED + 1)]:
            self.remove(old)
        self._jobs[job.id] = job
        task = asyncio.create_task(job.run(queue))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def find(self, job_id: str) -> BackgroundJob | None:
        """The job with an id, whose use is noted."""
        job = self._jobs.get(job_id)
        if job is not None:
            job.used = time.monotonic()
        return job

    def photos_in_work(self) -> set[str]:
        """The ids of the photos whose results are being made, or will be."""
        running = (job for job in self._jobs.values() if job.state is JobState.RUNNING)
        return {photo.id for job in running if isinstance(job, ZipJob) for photo in job.photos}

    def remove_unused(self, keep: float) -> None:
        """Remove the finished jobs that nobody has asked for in so many seconds."""
        oldest = time.monotonic() - keep
        for job in list(self._jobs.values()):
            if job.state is not JobState.RUNNING and job.used < oldest:
                self.remove(job)

    def remove(self, job: BackgroundJob) -> None:
        """Stop a job, and remove it with its file."""
        self._jobs.pop(job.id, None)
        job.discard()

    def close(self) -> None:
        """Stop all jobs."""
        for job in self._jobs.values():
            job.cancel()

    def _of(self, client: str) -> list[BackgroundJob]:
        return [job for job in self._jobs.values() if job.client == client]
