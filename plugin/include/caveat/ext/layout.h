#ifndef CAVEAT_EXT_LAYOUT_H
#define CAVEAT_EXT_LAYOUT_H
/* Extension "caveat.layout/1": where the words of a span stand on the page. Get it by
 * api->get_extension(plugin, CAV_EXT_LAYOUT). Only formats with boxes (PDF) have any. */
#include "../caveat.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CAV_EXT_LAYOUT "caveat.layout/1"

typedef struct cav_box {
  uint32_t size;
  uint32_t page;         /* 1-based */
  double x0, y0, x1, y1; /* points, origin at the top left of the page */
} cav_box;

typedef struct cav_ext_layout {
  uint32_t size;
  uint32_t reserved; /* 0 */
  /* box < cav_span.box_count of the same finding and span, else CAV_E_ARGUMENT. [thread-safe] */
  cav_status(CAV_CALL *box)(const cav_result *, uint64_t finding, uint32_t span, uint32_t box, cav_box *);
} cav_ext_layout;

#ifdef __cplusplus
}
#endif
#endif /* CAVEAT_EXT_LAYOUT_H */
