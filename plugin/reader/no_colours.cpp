// Colour management that does nothing. Poppler sets up a colour transform for each ICC profile, which is 88 % of its
// time on PDFs that carry one (lcms2's cmsReverseToneCurveEx), for text that nobody paints here. The program's own
// symbols are found before those of liblcms2 (ENABLE_EXPORTS in CMakeLists.txt), so poppler is told that no profile
// opens and takes its fallback colours. Tested by tests/unit/reader/pdf_test.cpp: the text is the same.
#include <cstddef>
#include <cstdint>

#define CAVEAT_CMS extern "C" __attribute__((visibility("default")))
using Profile = void*;
using Transform = void*;

CAVEAT_CMS Profile cmsOpenProfileFromMem(const void*, std::uint32_t) { return nullptr; }
CAVEAT_CMS Profile cmsCreate_sRGBProfile() { return nullptr; }
CAVEAT_CMS Profile cmsCreateXYZProfile() { return nullptr; }
CAVEAT_CMS int cmsCloseProfile(Profile) { return 1; }
CAVEAT_CMS Transform cmsCreateTransform(Profile, std::uint32_t, Profile, std::uint32_t, std::uint32_t, std::uint32_t) {
  return nullptr;
}
CAVEAT_CMS void cmsDeleteTransform(Transform) {}
CAVEAT_CMS void cmsDoTransform(Transform, const void*, void*, std::uint32_t) {}
CAVEAT_CMS std::uint32_t cmsGetColorSpace(Profile) { return 0x52474220; }  // 'RGB '
CAVEAT_CMS std::uint32_t cmsGetPostScriptCSA(void*, Profile, std::uint32_t, std::uint32_t, void*, std::uint32_t) {
  return 0;
}
CAVEAT_CMS void* cmsGetProfileContextID(Profile) { return nullptr; }
CAVEAT_CMS void cmsSetLogErrorHandler(void*) {}
// Poppler asks for it when it is loaded with a PDF/X output intent; the number is lcms2's of Debian 12.
CAVEAT_CMS int cmsGetEncodedCMMversion() { return 2140; }
