// The unit of `recourse_test_headers`: it exists so that the test library's headers are compiled once
// (tests/CMakeLists.txt).
