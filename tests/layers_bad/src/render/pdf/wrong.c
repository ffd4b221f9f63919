#include <cxex/report.h>
#include <cxex/theme.h>
#include "../../stats/inside.h"
