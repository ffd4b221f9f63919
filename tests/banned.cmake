# Functions that cxex does not use, looked for in the text of all sources (comments and strings left
# out). src/base/banned.h makes the first group fail to compile where it is included.
#
#   cmake -DROOT=<folder with src and include> -P banned.cmake
cmake_minimum_required(VERSION 3.25)

# "functions | where they may be (nothing: nowhere) | why not elsewhere"
set(rules
  "strcpy|strcat|strncpy|strncat|stpcpy|sprintf|vsprintf|gets|alloca # # no bounds: use Str, Buffer, str_format"
  "strtok|strtok_r # # use str_cut"
  "scanf|sscanf|fscanf|atoi|atol|atoll|atof # # no error to see: use num_parse"
  "strtod|strtol|strtoll|strtoul|strtoull|strtof # ^src/(text/number_read|cli/) # use num_parse"
  "gmtime|gmtime_r|localtime|localtime_r|ctime|asctime|mktime|strftime # # use the dates of text.h"
  "time|clock|clock_gettime|gettimeofday # ^src/(base/os_posix|cli/) # the library does not read the clock"
  "setlocale|newlocale|uselocale # # the locale stays C"
  "rand|srand|random|srandom|drand48 # # use the seeded streams of stats"
  "getenv|secure_getenv|setenv|putenv # ^src/cli/ # the library does not read the environment"
  "printf|vprintf|puts|putchar|perror # ^src/cli/ # the library does not print"
  "exit|_exit|quick_exit|abort # ^src/(cli/|base/(os_jobs|arena)) # the library does not end the run"
  "system|popen|execl|execv|execvp|execlp # # no other program is run"
  "tmpnam|tempnam|mktemp # # use os_staging_open"
  "tmpfile # ^src/base/os_spool # use os_spool_open"
  "longjmp|siglongjmp # ^src/render/pdf/image # nothing is jumped over"
  "HPDF_ResetError # # it makes a broken document look whole")

set(noise "\"([^\"\\\\]|\\\\.)*\"|/\\*([^*]|\\*+[^*/])*\\*+/|//[^\n]*|'([^'\\\\]|\\\\.)'")
set(count 0)
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/*.c ${ROOT}/src/*.h ${ROOT}/include/*.h)
if(NOT files)
  message(FATAL_ERROR "no sources in ${ROOT}")
endif()
foreach(file IN LISTS files)
  if(file STREQUAL src/base/banned.h)
    continue()
  endif()
  file(READ ${ROOT}/${file} text)
  string(REPLACE ";" " " text "${text}")
  string(REGEX REPLACE "${noise}" " " text "${text}")
  foreach(rule IN LISTS rules)
    string(REGEX MATCH "^(.*) # (.*) # (.*)$" fits "${rule}")
    if(NOT fits)
      string(REGEX MATCH "^(.*) #( )# (.*)$" fits "${rule}")
    endif()
    set(names "${CMAKE_MATCH_1}")
    string(STRIP "${CMAKE_MATCH_2}" where)
    set(why "${CMAKE_MATCH_3}")
    if(where AND file MATCHES "${where}")
      continue()
    endif()
    string(REGEX MATCHALL "[^A-Za-z0-9_.>](${names})[ \n]*\\(" calls " ${text}")
    foreach(call IN LISTS calls)
      string(REGEX REPLACE "[^A-Za-z0-9_]" "" call "${call}")
      message(SEND_ERROR "${file} calls ${call}: ${why}")
      math(EXPR count "${count} + 1")
    endforeach()
  endforeach()
endforeach()
list(LENGTH files total)
message("${total} files, ${count} banned calls")
