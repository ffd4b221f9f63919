/* logo.h: a logo as pages take it. */
#ifndef RENDER_PDF_LOGO_H
#define RENDER_PDF_LOGO_H

#include "image.h"

#include <cxex/render.h>

struct Logo {
    Image image;      /* at most LOGO_DOTS on its longer side */
    double reduced;   /* how many dots of the file one of these stands for, each way; 1 or more */
    Colour mean;      /* of what is not transparent */
    bool transparent; /* some of its ground is */
};
enum { LOGO_DOTS = 800 };

#endif
