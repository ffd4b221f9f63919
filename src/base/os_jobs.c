/* Worker processes: a library that crashes or runs out of memory then fails one file, not the run.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* prctl */
#endif
#include "os.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "banned.h"

/* Workers that die without having been at a job: after so many the system is not fit for more. */
enum { IDLE_DEATHS_LIMIT = 16 };

/* What a worker writes into its pipe when a job has ended. */
typedef struct JobEnd {
    ptrdiff_t job;
    int code;
} JobEnd;

typedef struct Worker {
    pid_t pid;
    int from; /* the end of its pipe that we read; closed by its death, however it dies */
    int number;
} Worker;

typedef struct Pool {
    OsJob *job;
    OsJobEnded *tell;
    void *context;
    ptrdiff_t count, ended;
    int *exit_codes;
    /* [count] shared by all processes: the number of the worker that took the job, 0 while it is
     * free. Taking a job and saying whose it is are one step, so a worker that is killed at any
     * moment has left its number on the job it was at. */
    atomic_int *taken_by;
    Worker *workers; /* [at_once]; pid 0: none */
    struct pollfd *pipes;
    int at_once, running, started, idle_deaths;
    pid_t parent;
} Pool;

/* ---- In the worker ---- */

static void tell_parent(int to, JobEnd end)
{
    /* Smaller than PIPE_BUF: written whole or not at all. */
    while (write(to, &end, sizeof end) < 0 && errno == EINTR)
        continue;
}

static _Noreturn void work(const Pool *pool, int number, int to)
{
    /* When the run is killed its workers must not go on writing. */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != pool->parent)
        _exit(1);
    for (ptrdiff_t i = 0; i < pool->count; i++) {
        int nobody = 0;
        if (!atomic_compare_exchange_strong(&pool->taken_by[i], &nobody, number))
            continue;
        int code = pool->job(pool->context, i);
        /* As the system would keep it: eight bits, but a failure must not turn into 0. */
        tell_parent(to, (JobEnd){i, code != 0 && (code & 0xFF) == 0 ? 1 : code & 0xFF});
    }
    _exit(0);
}

/* ---- In the parent ---- */

/* False with errno when the system has no room for one more. */
static bool start_worker(Pool *pool, Worker *worker)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    int number = pool->started + 1;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        work(pool, number, ends[1]);
    }
    int error_number = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        errno = error_number;
        return false;
    }
    *worker = (Worker){.pid = pid, .from = ends[0], .number = number};
    pool->started++;
    pool->running++;
    return true;
}

static bool any_job_free(const Pool *pool)
{
    for (ptrdiff_t i = 0; i < pool->count; i++)
        if (atomic_load(&pool->taken_by[i]) == 0)
            return true;
    return false;
}

static bool go_on(const Pool *pool)
{
    return pool->tell == NULL || pool->tell(pool->context, pool->ended, pool->count);
}

static bool job_ended(Pool *pool, ptrdiff_t job, int code)
{
    pool->exit_codes[job] = code;
    pool->ended++;
    return go_on(pool);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return 1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* The worker is gone: at the end of its work, or in the midst of a job. */
static bool worker_ended(Pool *pool, Worker *worker)
{
    close(worker->from);
    int code = wait_for(worker->pid), number = worker->number;
    *worker = (Worker){0};
    pool->running--;
    for (ptrdiff_t i = 0; i < pool->count; i++) {
        bool was_at = atomic_load(&pool->taken_by[i]) == number;
        if (was_at && pool->exit_codes[i] == OS_JOB_NOT_DONE)
            return job_ended(pool, i, code == 0 ? 1 : code);
    }
    if (code != 0)
        pool->idle_deaths++;
    return true;
}

static bool listen_to(Pool *pool, Worker *worker)
{
    JobEnd end;
    ssize_t got = read(worker->from, &end, sizeof end);
    if (got < 0 && errno == EINTR)
        return true;
    return got == (ssize_t)sizeof end ? job_ended(pool, end.job, end.code)
                                      : worker_ended(pool, worker);
}

/* Waits until a worker says something; false when the caller wants to stop. */
static bool wait_for_news(Pool *pool)
{
    for (int i = 0; i < pool->at_once; i++)
        pool->pipes[i] = (struct pollfd){.fd = pool->workers[i].pid ? pool->workers[i].from : -1,
                                         .events = POLLIN};
    if (poll(pool->pipes, (nfds_t)pool->at_once, -1) < 0)
        return go_on(pool);
    bool wanted = true;
    for (int i = 0; i < pool->at_once && wanted; i++)
        if (pool->pipes[i].revents != 0)
            wanted = listen_to(pool, &pool->workers[i]);
    return wanted;
}

static void end_all(Pool *pool)
{
    for (int i = 0; i < pool->at_once; i++) {
        if (pool->workers[i].pid == 0)
            continue;
        kill(pool->workers[i].pid, SIGKILL);
        close(pool->workers[i].from);
        wait_for(pool->workers[i].pid);
    }
}

/* False with errno when no worker can be started although there is work. */
static bool fill_up(Pool *pool)
{
    if (pool->idle_deaths > IDLE_DEATHS_LIMIT) {
        errno = EAGAIN;
        return pool->running > 0;
    }
    for (int i = 0; i < pool->at_once && any_job_free(pool); i++)
        if (pool->workers[i].pid == 0 && !start_worker(pool, &pool->workers[i]))
            return pool->running > 0; /* go on with those that run, if any */
    return true;
}

bool os_run_jobs(Arena *scratch, OsJob *job, OsJobEnded *ended, void *context, ptrdiff_t count,
                 int at_once, int *exit_codes, Str *reason)
{
    if (count == 0)
        return true;
    ArenaMark mark = arena_mark(scratch);
    at_once = at_once < 1 ? 1 : at_once < count ? at_once : (int)count;
    ptrdiff_t size = (ptrdiff_t)sizeof(atomic_int) * count;
    Pool pool = {
        .job = job,
        .tell = ended,
        .context = context,
        .count = count,
        .exit_codes = exit_codes,
        .taken_by = os_shared_open(size),
        .workers = NEW(scratch, Worker, at_once),
        .pipes = NEW(scratch, struct pollfd, at_once),
        .at_once = at_once,
        .parent = getpid(),
    };
    for (ptrdiff_t i = 0; i < count; i++)
        exit_codes[i] = OS_JOB_NOT_DONE;
    fflush(NULL); /* else each worker would hold a copy of what is not yet written */
    bool good = pool.taken_by != NULL && fill_up(&pool);
    int error_number = errno;
    while (good && pool.running > 0) {
        if (!wait_for_news(&pool))
            break;
        good = fill_up(&pool);
        error_number = errno;
    }
    end_all(&pool);
    os_shared_close(pool.taken_by, size);
    arena_reset(scratch, mark);
    if (!good)
        *reason = os_reason(scratch, error_number);
    return good;
}
