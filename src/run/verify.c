#include <cxex/run.h>
#include <cxex/verify.h>

void run_verify(Arena *arena, Str folder, Lang talk, RunResult *result, Diags *diags)
{
    verify_pack(arena, folder, talk, &result->text, diags);
    result->exit = diag_errors(diags) ? RUN_INPUT_WRONG : RUN_DONE;
}
