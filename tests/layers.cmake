# The direction of includes, as a table. A file may include headers of modules above its own, never
# below; a foreign library is included in one place; renderers see the report, never what it was
# made from, and never one another.
#
#   cmake -DROOT=<folder with src and include> -P layers.cmake
cmake_minimum_required(VERSION 3.25)

# In the order in which data flows.
set(modules base diag text pack stats config table ingest init privacy score link report render verify run cli)

# Public headers that do not bear their module's name, alone or before a subject (report_brief.h).
set(module_of_words text)
set(module_of_words_en text)
set(module_of_words_vi text)
set(module_of_models stats)
set(module_of_theme config)
set(module_of_definitions score)

# What renderers may see, themselves and through these headers.
set(renderer_headers base diag diag_codes text words pack theme report render)

# "what is included | where it may be". The first line that fits counts.
set(foreign
  "ini\\.h | src/config/"
  "hpdf.*\\.h | src/render/pdf/canvas"
  "(hb.*|fontconfig/.*)\\.h | src/render/pdf/fonts"
  "(png|jpeglib|jerror)\\.h | src/render/(pdf/)?image"
  "xlsxwriter(/.*)?\\.h | src/render/xlsx/"
  "jansson\\.h | src/(pack/|render/json/|privacy/ledger_parse)"
  "unicode/.*\\.h|iconv\\.h | src/text/"
  "gmime/.*\\.h | src/(pack|render/mail)/"
  "gsl/.*\\.h | src/stats/"
  "(zip|expat|sha2)\\.h | src/pack/"
  "zlib\\.h | src/(pack|render/pdf)/"
  "readstat\\.h | src/ingest/"
  "sanitizer/.*\\.h | src/base/"
  "emmintrin\\.h | src/(ingest/csv_block|text/utf8_check)"
  "(immintrin|cpuid)\\.h|sys/types\\.h | src/pack/sha256"
  "stdatomic\\.h | src/base/os_jobs"
  "(time|locale)\\.h | src/(base/(os_|banned)|cli/)"
  "(unistd|fcntl|glob|dirent|sched|signal|dlfcn|poll|spawn|pthread|sys/.*)\\.h | src/(base/os_|cli/)"
  "(assert|ctype|errno|float|inttypes|limits|math|setjmp|stdarg|stdbool|stddef|stdint|stdio|stdlib|string)\\.h | ")

set(wrong "")
function(complain file header why)
  message(SEND_ERROR "${file} includes ${header}: ${why}")
  set(wrong "${wrong}x" PARENT_SCOPE)
endfunction()

function(module_of_header header result)
  get_filename_component(name ${header} NAME_WE)
  if(DEFINED module_of_${name})
    set(name ${module_of_${name}})
  elseif(NOT name IN_LIST modules)
    string(REGEX REPLACE "_.*" "" name ${name})
  endif()
  set(${result} ${name} PARENT_SCOPE)
endfunction()

function(read_includes path result)
  file(STRINGS ${path} lines REGEX "^[ \t]*#[ \t]*include[ \t]")
  set(found "")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^[^<\"]*([<\"][^>\"]+[>\"]).*" "\\1" header "${line}")
    list(APPEND found "${header}")
  endforeach()
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

# All public headers that one brings with it.
function(public_closure header result)
  set(seen ${header})
  set(todo ${header})
  while(todo)
    list(POP_FRONT todo one)
    if(EXISTS ${ROOT}/include/${one})
      read_includes(${ROOT}/include/${one} below)
      foreach(next IN LISTS below)
        string(REGEX REPLACE "[<>\"]" "" next "${next}")
        if(next MATCHES "^cxex/" AND NOT next IN_LIST seen)
          list(APPEND seen ${next})
          list(APPEND todo ${next})
        endif()
      endforeach()
    endif()
  endwhile()
  set(${result} "${seen}" PARENT_SCOPE)
endfunction()

function(check_public file module rank header)
  module_of_header(${header} theirs)
  list(FIND modules ${theirs} their_rank)
  if(their_rank EQUAL -1)
    complain(${file} ${header} "no module of this name in tests/layers.cmake")
  elseif(their_rank GREATER rank)
    complain(${file} ${header} "${module} comes before ${theirs}")
  elseif(module STREQUAL render)
    public_closure(${header} all)
    foreach(one IN LISTS all)
      get_filename_component(name ${one} NAME_WE)
      if(NOT name IN_LIST renderer_headers AND NOT name MATCHES "^(words|report)_")
        complain(${file} ${header} "a renderer sees the report only, this brings ${one}")
      endif()
    endforeach()
  endif()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

# A header of our own that is not public: only within the module, and within one renderer.
function(check_internal file header)
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(target ${ROOT}/${folder}/${header} ABSOLUTE)
  file(RELATIVE_PATH target ${ROOT} ${target})
  get_filename_component(their_folder ${target} DIRECTORY)
  if(NOT EXISTS ${ROOT}/${target})
    complain(${file} ${header} "there is no such file (public headers are <cxex/…>)")
  elseif(target STREQUAL src/base/banned.h OR their_folder STREQUAL folder)
    return()
  elseif(NOT (folder MATCHES "^src/render/" AND their_folder STREQUAL src/render))
    complain(${file} ${header} "internal to ${their_folder}")
  endif()
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

function(check_foreign file header)
  foreach(line IN LISTS foreign)
    string(REGEX MATCH "^(.*) \\| (.*)$" fits "${line}")
    set(what "^(${CMAKE_MATCH_1})$")
    set(where "^${CMAKE_MATCH_2}")
    if(header MATCHES "${what}")
      if(NOT file MATCHES "${where}")
        complain(${file} ${header} "its place is ${where}")
      endif()
      set(wrong "${wrong}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  complain(${file} ${header} "not in the table of tests/layers.cmake")
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/*.c ${ROOT}/src/*.h ${ROOT}/include/*.h)
if(NOT files)
  message(FATAL_ERROR "no sources in ${ROOT}")
endif()
foreach(file IN LISTS files)
  if(file MATCHES "^src/([a-z]+)/")
    set(module ${CMAKE_MATCH_1})
  else()
    module_of_header(${file} module)
  endif()
  list(FIND modules ${module} rank)
  if(rank EQUAL -1)
    message(SEND_ERROR "${file}: no module ${module} in tests/layers.cmake")
    set(wrong "${wrong}x")
  endif()
  read_includes(${ROOT}/${file} headers)
  foreach(quoted IN LISTS headers)
    string(REGEX REPLACE "[<>\"]" "" header "${quoted}")
    if(header MATCHES "^cxex/")
      check_public(${file} ${module} ${rank} ${header})
    elseif(quoted MATCHES "^\"")
      check_internal(${file} ${header})
    else()
      check_foreign(${file} ${header})
    endif()
  endforeach()
endforeach()
string(LENGTH "${wrong}" count)
list(LENGTH files total)
message("${total} files, ${count} wrong includes")
