#include <cxex/score.h>
