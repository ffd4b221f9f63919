/* Files, paths, the staging folder, jobs. Works in a folder of its own under the current one. */
#define _GNU_SOURCE /* syscall, to be taken over below */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* The staging code is compiled in here with its exchange under our control: a disk that has none
 * must work as well. */
static bool exchange_refused;
static long controlled_exchange(long number, int from_folder, const char *from, int to_folder,
                                const char *to, int flags)
{
    if (exchange_refused) {
        errno = EINVAL;
        return -1;
    }
    return syscall(number, from_folder, from, to_folder, to, flags);
}
#define syscall controlled_exchange
#include "../../src/base/os_staging.c"
#undef syscall

typedef struct World {
    Arena arena;
    Str folder;
} World;

static int set_up(void **state)
{
    static World world;
    world = (World){.arena = arena_open(1 << 22, NULL, NULL)};
    char name[] = "base_os_XXXXXX";
    if (mkdtemp(name) == NULL)
        return -1;
    world.folder = str_copy(&world.arena, str_from(name));
    exchange_refused = false;
    *state = &world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    remove_tree(str_cstr(&world->arena, world->folder));
    arena_close(&world->arena);
    return 0;
}

static Str in_world(World *world, const char *name)
{
    return os_path_join(&world->arena, world->folder, str_from(name));
}

static void write_file(World *world, Str path, const char *text)
{
    Str reason = {0};
    assert_true(os_file_write(&world->arena, path, str_from(text), &reason));
}

static void assert_file(World *world, Str path, const char *text)
{
    FileView file;
    Str reason = {0};
    assert_true(os_file_open(&world->arena, &file, path, &reason));
    assert_true(str_equal(file.bytes, str_from(text)));
    os_file_close(&file);
}

static void files_are_read_as_written(void **state)
{
    World *world = *state;
    write_file(world, in_world(world, "a"), "bytes");
    write_file(world, in_world(world, "empty"), "");
    assert_file(world, in_world(world, "a"), "bytes");
    assert_file(world, in_world(world, "empty"), "");
    assert_true(os_exists(&world->arena, in_world(world, "a")));
    assert_false(os_exists(&world->arena, in_world(world, "b")));

    Str reason = {0};
    assert_false(os_file_write(&world->arena, in_world(world, "a"), S("new"), &reason));
    assert_true(reason.len > 0);
    assert_file(world, in_world(world, "a"), "bytes"); /* what was there is not touched */
    assert_false(os_file_write(&world->arena, S("/dev/full/x"), S("new"), &reason));
}

static void only_regular_files_are_read(void **state)
{
    World *world = *state;
    assert_int_equal(mkfifo(str_cstr(&world->arena, in_world(world, "pipe")), 0600), 0);
    assert_int_equal(symlink("target", str_cstr(&world->arena, in_world(world, "link"))), 0);
    write_file(world, in_world(world, "target"), "x");
    const Str refused[] = {in_world(world, "pipe"), world->folder, in_world(world, "absent"),
                           S("/dev/zero"),          S(""),         {"a\0b", 3}};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refused); i++) {
        FileView file;
        Str reason = {0};
        assert_false(os_file_open(&world->arena, &file, refused[i], &reason));
        assert_true(reason.len > 0);
        os_file_close(&file); /* harmless */
    }
    assert_file(world, in_world(world, "link"), "x"); /* a link of the user's is fine */
}

static void globs_are_sorted_by_bytes(void **state)
{
    World *world = *state;
    const char *const names[] = {"b.csv", "a.csv", "B.csv", "\xC4\x91.csv", "[a].csv", "c.txt"};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(names); i++)
        write_file(world, in_world(world, names[i]), "x");
    static const struct {
        const char *pattern, *names[6];
        ptrdiff_t count;
    } cases[] = {
        {"*.csv", {"B.csv", "[a].csv", "a.csv", "b.csv", "\xC4\x91.csv"}, 5},
        {"c.txt", {"c.txt"}, 1},
        {"[a].csv", {"[a].csv"}, 1}, /* a file of this name counts before the pattern */
        {"[ab].csv", {"a.csv", "b.csv"}, 2},
        {"*.sav", {NULL}, 0},
        {"absent.csv", {NULL}, 0},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        StrList found = os_glob(&world->arena, in_world(world, cases[i].pattern));
        assert_int_equal(found.len, cases[i].count);
        for (ptrdiff_t j = 0; j < found.len; j++)
            assert_true(str_equal(found.items[j], in_world(world, cases[i].names[j])));
    }
}

static void paths_are_taken_apart(void **state)
{
    World *world = *state;
    static const struct {
        const char *path, *folder, *base;
    } cases[] = {
        {"a", ".", "a"},     {"a/b", "a", "b"},       {"a//b//", "a", "b"},
        {"/a", "/", "a"},    {"/", "/", "/"},         {"", ".", ""},
        {"../x", "..", "x"}, {"/a/b.c", "/a", "b.c"}, {"//a", "/", "a"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(cases); i++) {
        assert_true(str_equal(os_path_folder(str_from(cases[i].path)), str_from(cases[i].folder)));
        assert_true(str_equal(os_path_base(str_from(cases[i].path)), str_from(cases[i].base)));
    }
    static const struct {
        const char *folder, *path, *joined;
    } joins[] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"a", "/b", "/b"},
        {".", "b", "b"},   {"", "b", "b"},     {"a", "", "a"},
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(joins); i++)
        assert_true(str_equal(
            os_path_join(&world->arena, str_from(joins[i].folder), str_from(joins[i].path)),
            str_from(joins[i].joined)));
}

static ptrdiff_t names_in(World *world, const char *pattern)
{
    return os_glob(&world->arena, in_world(world, pattern)).len;
}

static void commit_pack(World *world, Str final_path, const char *text)
{
    Staging staging;
    Str reason = {0};
    assert_true(os_staging_open(&world->arena, &staging, final_path, &reason));
    write_file(world, os_path_join(&world->arena, staging.temp_path, S("f.txt")), text);
    Str sub = os_path_join(&world->arena, staging.temp_path, S("sub"));
    assert_int_equal(mkdir(str_cstr(&world->arena, sub), 0777), 0);
    write_file(world, os_path_join(&world->arena, sub, str_from(text)), text);
    assert_true(os_staging_commit(&world->arena, &staging, &reason));
    assert_false(staging.open);
    os_staging_discard(&world->arena, &staging); /* nothing left to discard */
}

static void packs_appear_whole(void **state)
{
    World *world = *state;
    for (int refused = 0; refused < 2; refused++) {
        exchange_refused = refused != 0;
        Str pack = in_world(world, refused ? "out/deep/two" : "out/deep/one/");
        Str file = os_path_join(&world->arena, pack, S("f.txt"));
        commit_pack(world, pack, "first");
        assert_file(world, file, "first");
        assert_int_equal(chmod(str_cstr(&world->arena, pack), 0750), 0);
        commit_pack(world, pack, "second");
        assert_file(world, file, "second");
        assert_false(os_exists(&world->arena, os_path_join(&world->arena, pack, S("sub/first"))));
        struct stat about;
        assert_int_equal(stat(str_cstr(&world->arena, pack), &about), 0);
        assert_int_equal(about.st_mode & 0777, 0750);
    }
    assert_int_equal(names_in(world, "out/deep/.*cxex*"), 0);
    assert_int_equal(names_in(world, "out/deep/*"), 2);
}

static void a_discarded_pack_leaves_nothing(void **state)
{
    World *world = *state;
    commit_pack(world, in_world(world, "out/pack"), "good");
    Staging staging;
    Str reason = {0};
    assert_true(os_staging_open(&world->arena, &staging, in_world(world, "out/pack"), &reason));
    struct stat about;
    assert_int_equal(stat(staging.temp_path.s, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    write_file(world, os_path_join(&world->arena, staging.temp_path, S("half")), "x");
    /* A link in it is removed, not what it points to. */
    Str link = os_path_join(&world->arena, staging.temp_path, S("link"));
    assert_int_equal(symlink("../pack", str_cstr(&world->arena, link)), 0);
    os_staging_discard(&world->arena, &staging);
    os_staging_discard(&world->arena, &staging);
    assert_int_equal(names_in(world, "out/.*cxex*"), 0);
    assert_file(world, in_world(world, "out/pack/f.txt"), "good");
}

/* A run killed between the two renames: the good pack stands aside, its place is empty. */
static void the_next_run_repairs(void **state)
{
    World *world = *state;
    commit_pack(world, in_world(world, "out/pack"), "good");
    const char *place = str_cstr(&world->arena, in_world(world, "out/pack"));
    const char *aside = str_cstr(&world->arena, in_world(world, "out/.pack.cxex-old"));
    assert_int_equal(rename(place, aside), 0);
    Staging staging;
    Str reason = {0};
    assert_true(os_staging_open(&world->arena, &staging, in_world(world, "out/pack"), &reason));
    os_staging_discard(&world->arena, &staging);
    assert_file(world, in_world(world, "out/pack/f.txt"), "good");

    /* And one killed after them: the old one is still aside. */
    assert_int_equal(mkdir(aside, 0700), 0);
    commit_pack(world, in_world(world, "out/pack"), "better");
    assert_int_equal(names_in(world, "out/.*cxex*"), 0);
    assert_file(world, in_world(world, "out/pack/f.txt"), "better");
}

/* What a killed run left is removed by the next; the folder of a run under way is not. */
static void leftovers_go_and_neighbours_stay(void **state)
{
    World *world = *state;
    Str pack = in_world(world, "out/pack");
    Str reason = {0};
    int ready[2], hold[2];
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(hold), 0);
    pid_t child = fork();
    if (child == 0) {
        Staging staging;
        bool ok = os_staging_open(&world->arena, &staging, pack, &reason);
        ok = write(ready[1], ok ? "y" : "n", 1) == 1 && ok;
        char byte;
        _exit(ok && read(hold[0], &byte, 1) == 1 ? 0 : 1);
    }
    char byte = 0;
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(byte, 'y');
    commit_pack(world, pack, "mine");
    assert_int_equal(names_in(world, "out/.pack.cxex-*"), 1); /* the child's, under way */

    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
    commit_pack(world, pack, "mine again");
    assert_int_equal(names_in(world, "out/.pack.cxex-*"), 0);
    close(ready[0]), close(ready[1]), close(hold[0]), close(hold[1]);
}

static void places_that_cannot_hold_a_pack(void **state)
{
    World *world = *state;
    write_file(world, in_world(world, "file"), "x");
    const Str refused[] = {
        in_world(world, "file"), in_world(world, "file/pack"), S("/"), S("."), S("a/.."), S(""),
        S("/proc/pack")};
    for (ptrdiff_t i = 0; i < CX_COUNTOF(refused); i++) {
        Staging staging;
        Str reason = {0};
        assert_false(os_staging_open(&world->arena, &staging, refused[i], &reason));
        assert_true(reason.len > 0);
        assert_false(staging.open);
    }
    assert_file(world, in_world(world, "file"), "x");
}

typedef struct JobPlan {
    World *world;
    ptrdiff_t ended_calls, last_ended;
} JobPlan;

static int run_job(void *context, ptrdiff_t index)
{
    JobPlan *plan = context;
    if (index == 3)
        return 7;
    if (index == 4)
        return 256; /* must not become 0 */
    if (index == 5) {
        signal(SIGTERM, SIG_DFL);
        raise(SIGTERM);
    }
    char name[32];
    snprintf(name, sizeof name, "job%td", index);
    Str reason = {0};
    Arena *arena = &plan->world->arena;
    return os_file_write(arena, in_world(plan->world, name), S("done"), &reason) ? 0 : 1;
}

static bool count_ended(void *context, ptrdiff_t ended_count, ptrdiff_t count)
{
    JobPlan *plan = context;
    assert_int_equal(count, 20);
    plan->ended_calls++;
    plan->last_ended = ended_count;
    return true;
}

static void jobs_run_and_say_how_they_ended(void **state)
{
    World *world = *state;
    for (int at_once = 0; at_once <= 4; at_once += 4) {
        JobPlan plan = {.world = world};
        int codes[20];
        memset(codes, 0x7F, sizeof codes);
        Str reason = {0};
        assert_true(
            os_run_jobs(&world->arena, run_job, count_ended, &plan, 20, at_once, codes, &reason));
        assert_int_equal(plan.ended_calls, 20);
        assert_int_equal(plan.last_ended, 20);
        for (int i = 0; i < 20; i++)
            assert_int_equal(codes[i], i == 3 ? 7 : i == 4 ? 1 : i == 5 ? -SIGTERM : 0);
        assert_int_equal(names_in(world, "job*"), 17);
        for (int i = 0; i < 20; i++) {
            char name[32];
            snprintf(name, sizeof name, "job%d", i);
            unlink(str_cstr(&world->arena, in_world(world, name)));
        }
    }
    Str reason = {0};
    assert_true(os_run_jobs(&world->arena, run_job, NULL, NULL, 0, 2, NULL, &reason));
    assert_true(os_core_count() >= 1);
    double before = os_seconds();
    assert_true(os_seconds() >= before);
}

typedef struct PidPlan {
    pid_t pids[200]; /* shared: who did each job */
    ptrdiff_t stop_after;
} PidPlan;

static int leave_pid(void *context, ptrdiff_t index)
{
    PidPlan *plan = context;
    plan->pids[index] = getpid();
    if (index == 0 || index == 199)
        raise(SIGKILL);
    if (index == 50)
        _exit(3);
    return index == 51 ? 9 : 0;
}

static bool stop_early(void *context, ptrdiff_t ended_count, ptrdiff_t count)
{
    const PidPlan *plan = context;
    assert_true(ended_count <= count);
    return ended_count < plan->stop_after;
}

static ptrdiff_t distinct_pids(const PidPlan *plan)
{
    ptrdiff_t count = 0;
    for (int i = 0; i < 200; i++) {
        bool seen = plan->pids[i] == 0;
        for (int k = 0; k < i && !seen; k++)
            seen = plan->pids[k] == plan->pids[i];
        count += !seen;
    }
    return count;
}

/* A death fails one job and no other, and a new worker takes the place: 3 and those that died. */
static void workers_take_one_job_after_another(void **state)
{
    World *world = *state;
    PidPlan *plan = os_shared_open((ptrdiff_t)sizeof *plan);
    int codes[200];
    Str reason = {0};
    assert_true(os_run_jobs(&world->arena, leave_pid, NULL, plan, 200, 3, codes, &reason));
    for (int i = 0; i < 200; i++)
        assert_int_equal(codes[i], i == 0 || i == 199 ? -SIGKILL : i == 50 ? 3 : i == 51 ? 9 : 0);
    assert_in_range(distinct_pids(plan), 1, 6);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */

    memset(plan, 0, sizeof *plan);
    plan->stop_after = 7;
    assert_true(os_run_jobs(&world->arena, leave_pid, stop_early, plan, 200, 1, codes, &reason));
    ptrdiff_t done = 0;
    for (int i = 0; i < 200; i++)
        done += codes[i] != OS_JOB_NOT_DONE;
    assert_int_equal(done, 7);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    os_shared_close(plan, (ptrdiff_t)sizeof *plan);
}

static void put(World *world, const char *name)
{
    Str reason = {0};
    assert_true(os_file_write(&world->arena, in_world(world, name), S("x"), &reason));
}

static void only_what_is_named_is_kept(void **state)
{
    World *world = *state;
    Str reason = {0};
    Arena *arena = &world->arena;
    static const char *const folders[] = {"pack/mail", "pack/departments", "pack/empty/deep"};
    static const char *const files[] = {
        "pack/board.pdf",    "pack/.tmp1",      "pack/mail/a.eml",
        "pack/mail/a.eml~",  "pack/mail/b.eml", "pack/departments/a.pdf",
        "pack/empty/deep/x", "pack/mail.eml",
    };
    for (ptrdiff_t i = 0; i < CX_COUNTOF(folders); i++)
        assert_true(os_folder_make(arena, in_world(world, folders[i]), &reason));
    assert_true(os_folder_make(arena, in_world(world, "pack/mail"), &reason)); /* there: normal */
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files); i++)
        put(world, files[i]);
    const Str keep[] = {S("board.pdf"), S("mail/a.eml"), S("mail/none.eml")};
    assert_true(os_folder_keep_only(arena, in_world(world, "pack"), keep, 3, &reason));
    for (ptrdiff_t i = 0; i < CX_COUNTOF(files); i++)
        assert_int_equal(os_exists(arena, in_world(world, files[i])), i == 0 || i == 2);
    assert_false(os_exists(arena, in_world(world, "pack/departments")));
    assert_false(os_exists(arena, in_world(world, "pack/empty")));
    assert_false(os_folder_keep_only(arena, in_world(world, "nowhere"), keep, 3, &reason));
    assert_false(os_folder_make(arena, in_world(world, "pack/board.pdf/x"), &reason));
}

static void a_file_replaces_another(void **state)
{
    World *world = *state;
    Str reason = {0};
    Arena *arena = &world->arena;
    Str from = in_world(world, "ledger.new"), to = in_world(world, "ledger");
    put(world, "ledger");
    assert_true(os_file_write(arena, from, S("newer"), &reason));
    assert_true(os_file_rename(arena, from, to, &reason));
    assert_file(world, to, "newer");
    assert_false(os_exists(arena, from));
    assert_false(os_file_rename(arena, from, to, &reason));
    assert_true(reason.len > 0);
    assert_file(world, to, "newer");
    os_file_remove(arena, to);
    os_file_remove(arena, to);
    assert_false(os_exists(arena, to));

    int lock = os_folder_lock(arena, str_from("."));
    assert_true(lock >= 0);
    os_folder_unlock(lock);
    os_folder_unlock(os_folder_lock(arena, in_world(world, "nowhere")));
}

static void a_spool_gives_back_what_was_written(void **state)
{
    World *world = *state;
    Str reason = {0};
    Spool spool;
    assert_true(os_spool_open(&world->arena, &spool, &reason));
    for (int i = 0; i < 100000; i++)
        os_spool_write(&spool, S("0123456789"));
    assert_int_equal(spool.size, 1000000);
    FileView view;
    assert_true(os_spool_view(&world->arena, &spool, &view, &reason));
    assert_int_equal(view.bytes.len, 1000000);
    for (ptrdiff_t i = 0; i < view.bytes.len; i++)
        assert_int_equal(view.bytes.s[i], '0' + i % 10);
    os_file_close(&view);

    assert_true(os_spool_open(&world->arena, &spool, &reason)); /* nothing written: nothing there */
    assert_true(os_spool_view(&world->arena, &spool, &view, &reason));
    assert_int_equal(view.bytes.len, 0);
    os_file_close(&view);
    assert_true(os_spool_open(&world->arena, &spool, &reason));
    os_spool_discard(&spool);
    os_spool_discard(&spool);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_folder(files_are_read_as_written),
        in_folder(only_regular_files_are_read),
        in_folder(globs_are_sorted_by_bytes),
        in_folder(paths_are_taken_apart),
        in_folder(packs_appear_whole),
        in_folder(a_discarded_pack_leaves_nothing),
        in_folder(the_next_run_repairs),
        in_folder(leftovers_go_and_neighbours_stay),
        in_folder(places_that_cannot_hold_a_pack),
        in_folder(jobs_run_and_say_how_they_ended),
        in_folder(workers_take_one_job_after_another),
        in_folder(only_what_is_named_is_kept),
        in_folder(a_file_replaces_another),
        in_folder(a_spool_gives_back_what_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
