"""The rows of docs/performance.md, in its order. A module is one measurement: ROWS says what stands in the table, measure(bench) gives the figures of each, by name.
A new row: a module here, its name in ALL."""
from rows import (text_wc, naive_loops, yara, language_pack, ten_times, cold_text, docx_report, pdf_profiles, warm_host, threads, memory)

ALL = [text_wc, naive_loops, yara, language_pack, ten_times, cold_text, docx_report, pdf_profiles, warm_host, threads, memory]
