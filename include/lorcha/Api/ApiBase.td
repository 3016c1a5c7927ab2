// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The record classes of the API tables. lorcha-tblgen turns the records into headers, lookup tables, stubs and docs.

// How far a backend has an entry. Partial needs a note.
class State<string name> { string Name = name; }
def Implemented : State<"implemented">;
def Partial     : State<"partial">;
def Unsupported : State<"unsupported">; // returns the API's not-supported error and says so once

// A section of the tables in docs/, in CUDA's own order.
class Section<string title> { string Title = title; }

class Param<string type, string name, string defaultValue = ""> {
  string Type = type;         // CUDA's spelling: "const void *", "cudaStream_t"
  string Name = name;         // CUDA's spelling
  string Default = defaultValue; // C++ default argument, "" for none
}

// One function of the runtime API. The record's name is CUDA's name.
class Function<string returnType, list<Param> params> {
  string ReturnType = returnType;
  list<Param> Params = params;
  Section In = ?;
  string Summary = ?;         // one sentence
  State Cpu = Unsupported;
  State OpenCL = Unsupported;
  string Note = "";           // what is missing or different
}

class Enumerator<string name, string value, string summary = ""> {
  string Name = name; string Value = value; string Summary = summary;
}
// An enumeration type; the record's name is CUDA's name.
class Enum<list<Enumerator> values> { list<Enumerator> Values = values; string Summary = ""; }

class Field<string type, string name, string summary = ""> {
  string Type = type; string Name = name; string Summary = summary; // arrays: name "maxGridSize[3]"
}
class Struct<list<Field> fields> { list<Field> Fields = fields; string Summary = ""; }
// typedef Target Name;
class Typedef<string target> { string Target = target; string Summary = ""; }
// An opaque handle: typedef struct Tag *Name;
class Handle<string tag> { string Tag = tag; string Summary = ""; }
// #define Name Value
class Constant<string value> { string Value = value; string Summary = ""; }
// An old name, kept working: calls of it become calls of NewName.
class Deprecated<string newName> { string NewName = newName; string Note = ""; }

// What a device builtin does besides computing, as far as the choice of a kernel's form needs it.
class Effect<string name> { string Name = name; }
def Pure         : Effect<"pure">;
def Memory       : Effect<"memory">;       // atomics, fences, printf
def BlockBarrier : Effect<"block-barrier">;
def WarpOp       : Effect<"warp-op">;
def GridBarrier  : Effect<"grid-barrier">;

// One function of the device language (math, intrinsics, atomics, warp operations, barriers).
// Overloads are separate records whose CudaName is the same.
class Builtin<string cudaName, string returnType, list<Param> params> {
  string CudaName = cudaName;
  string ReturnType = returnType;
  list<Param> Params = params;
  string CppName = cudaName;  // the name in translated C++; differs where C's library owns the name (__expf)
  Effect Does = Pure;
  bit HostToo = 0;            // may host code call it (rsqrtf, __float_as_int is device only, min, max)
  Section In = ?;
  string Summary = "";
  State Cpu = Unsupported;
  State OpenCL = Unsupported;
  string Note = "";
}
