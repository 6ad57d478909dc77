"""The web page: a front end for browsers and programs, on the engine and its session code.

`server` runs it, `application` puts it together. `guard` lets in who may come in, `store` keeps
uploads, `archive` lists a folder of photos that all clients see, with `archive_photos` and
`archive_results` for those that are opened and saved. `work_queue` shares the processor, `opened`
keeps photos in memory, and the modules `routes_*` answer. `jobs` and `folder_job` do what takes
long, followed through `background`. Its page is in `page/`: HTML, CSS and modules of JavaScript, as
they are.

FastAPI and uvicorn come with the extra ``web``; only this package imports them.
"""
