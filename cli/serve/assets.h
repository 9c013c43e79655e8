// Assets: page.css, page.js and docs/openapi.yaml, compiled in by cli/CMakeLists.txt, so that the program needs no folder of them.
#ifndef CAVEAT_CLI_SERVE_ASSETS_H
#define CAVEAT_CLI_SERVE_ASSETS_H

namespace caveat::cli::serve {

extern const char kPageStyle[];
extern const char kPageScript[];
extern const char kOpenApi[];

}  // namespace caveat::cli::serve
#endif
