/* unanimous.h: fewer than 10 people of one mind. */
#ifndef CXEX_PRIVACY_UNANIMOUS_H
#define CXEX_PRIVACY_UNANIMOUS_H

#include "plan.h"

/* Whether a share or mean of the cell would say of each of its people what they answered. */
bool is_unanimous(const Plan *plan, const PlanCell *cell, ptrdiff_t statistic);

#endif
