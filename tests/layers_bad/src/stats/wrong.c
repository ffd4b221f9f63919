/* What tests/layers.cmake has to find: six wrong includes here and in render/pdf. Never compiled. */
#include <cxex/base.h>
#include <cxex/score.h>
#include <math.h>
#include <unicode/ucol.h>
#include <unistd.h>
#include <unheard_of.h>
