# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What `cmake --install` and CPack put where. The install tree has the shape of the build tree and may be moved: tools,
# libraries and package files find one another by their own path.
if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
  # A tree of its own: it has an include/cuda, and a toolkit.
  set(CMAKE_INSTALL_PREFIX /opt/lorcha CACHE PATH "Where Lorcha is installed" FORCE)
endif()

# What find_package(Lorcha) and pkg-config read, in the build tree, too.
set(PackageFolder "${PROJECT_BINARY_DIR}/lib/cmake/Lorcha")
configure_file(cmake/package/LorchaConfig.cmake.in "${PackageFolder}/LorchaConfig.cmake" @ONLY)
configure_file(cmake/package/LorchaFunctions.cmake "${PackageFolder}/LorchaFunctions.cmake" COPYONLY)
configure_file(cmake/package/lorcha.pc.in "${PROJECT_BINARY_DIR}/lib/pkgconfig/lorcha.pc" @ONLY)
configure_file(cmake/package/lorcha-toolchain.cmake "${PROJECT_BINARY_DIR}/toolkit/lorcha-toolchain.cmake" COPYONLY)
if(LORCHA_BUILD_COMPILER)
  configure_file(tools/gdb/lorcha.py "${LORCHA_SHARE_TREE}/lorcha/gdb/lorcha.py" COPYONLY)
endif()
include(CMakePackageConfigHelpers)
# Before 1.0 each minor version is a library of its own.
write_basic_package_version_file("${PackageFolder}/LorchaConfigVersion.cmake" COMPATIBILITY SameMinorVersion)

install(TARGETS lorcha lorcha-static lorcha-devices RUNTIME DESTINATION bin LIBRARY DESTINATION lib ARCHIVE DESTINATION lib)
if(LORCHA_BUILD_COMPILER)
  install(TARGETS lorcha-tool lorchacc lorcha-inspect RUNTIME DESTINATION bin)
  install(DIRECTORY "${PROJECT_BINARY_DIR}/toolkit" DESTINATION . USE_SOURCE_PERMISSIONS)
  install(DIRECTORY "${LORCHA_SHARE_TREE}/" DESTINATION share)
endif()
install(DIRECTORY "${LORCHA_INCLUDE_TREE}/" DESTINATION include)
install(DIRECTORY "${PackageFolder}" DESTINATION lib/cmake)
install(FILES "${PROJECT_BINARY_DIR}/lib/pkgconfig/lorcha.pc" DESTINATION lib/pkgconfig)
install(FILES LICENSE.txt README.md DESTINATION share/doc/lorcha)
install(DIRECTORY docs DESTINATION share/doc/lorcha FILES_MATCHING PATTERN "*.md")
install(DIRECTORY "${PROJECT_BINARY_DIR}/docs/" DESTINATION share/doc/lorcha/tables FILES_MATCHING PATTERN "*.md")
install(DIRECTORY examples DESTINATION share/doc/lorcha)
