// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The record classes of the API tables. lorcha-tblgen turns the records into headers, lookup tables, stubs and docs.

// How far a backend has an entry. Partial needs a note.
class State<string name> { string Name = name; }
def Implemented : State<"implemented">;
def Partial     : State<"partial">;
def Unsupported : State<"unsupported">; // returns the API's not-supported error and says so once
// Needs hardware or software that only NVIDIA's devices have: returns the row's Error always, which is what CUDA documents for
// such a case, and says so once. Not a gap.
def ByDesign    : State<"error by design">;

// A section of the tables in docs/, in CUDA's own order.
class Section<string title> { string Title = title; }

// A value that a function must not be given, as C++ in CUDA's names, and the error that it then returns. test/unit/Refusals
// calls every function with every such value, all other arguments being good, and so defines what may stand here.
class Refusal<string value, string error> { string Value = value; string Error = error; }

class Param<string type, string name, string defaultValue = ""> {
  string Type = type;         // CUDA's spelling: "const void *", "cudaStream_t"
  string Name = name;         // CUDA's spelling
  string Default = defaultValue; // C++ default argument, "" for none
  list<Refusal> Refuses = [];
  string Good = "";           // a good argument for that test; "" for the usual one of the type
}

// What has a Lorcha name of its own. Without an explicit one the prefix tells: cudaX becomes lorchaX, CUDART_X becomes
// LORCHART_X, make_cudaX becomes make_lorchaX.
class Named { string LorchaName = ""; }

// The short form for long lists; so are E and F below.
class P<string type, string name, string default = ""> : Param<type, name, default>;
// Parameters that refuse something: a null pointer, handles that are not or no longer valid, numbers that no device and
// values that no enumerator has, bits that are no flags, memory that the API did not give or has taken back, also places within
// memory, what is no kernel or variable, numbers that lead out of all memory, more memory than there is.
class NotNull<string type, string name, string good = ""> : Param<type, name> {
  let Refuses = [Refusal<"nullptr", "cudaErrorInvalidValue">]; let Good = good;
}
class Live<string type, string name, string error = "cudaErrorInvalidValue", string good = ""> : Param<type, name> {
  let Refuses = [Refusal<"dead<" # type # ">()", error>, Refusal<"ended<" # type # ">()", error>]; let Good = good;
}
class Stream<string name, string default = ""> : Param<"cudaStream_t", name, default> {
  let Refuses = [Refusal<"dead<cudaStream_t>()", "cudaErrorInvalidResourceHandle">,
                 Refusal<"ended<cudaStream_t>()", "cudaErrorInvalidResourceHandle">];
}
class DeviceNumber<string name> : Param<"int", name> {
  let Refuses = [Refusal<"-7", "cudaErrorInvalidDevice">, Refusal<"1000", "cudaErrorInvalidDevice">];
}
class OneOf<string type, string name, string good = "", string error = "cudaErrorInvalidValue"> : Param<type, name> {
  let Refuses = [Refusal<"0x7fffff00", error>]; let Good = good;
}
class Flags<string type, string name, string default = "", string good = "0"> : Param<type, name, default> {
  let Refuses = [Refusal<"0x7fffff00", "cudaErrorInvalidValue">]; let Good = good;
}
class Owned<string type, string name, string error = "cudaErrorInvalidValue"> : Param<type, name> {
  let Refuses = [Refusal<"foreign()", error>, Refusal<"freed()", error>];
}
class Whole<string type, string name, string error = "cudaErrorInvalidValue"> : Param<type, name> {
  let Refuses = [Refusal<"foreign()", error>, Refusal<"freed()", error>, Refusal<"inside()", error>];
}
class Within<string name, string default = "", string error = "cudaErrorInvalidValue"> : Param<"size_t", name, default> {
  let Refuses = [Refusal<"1ull << 40", error>, Refusal<"-1", error>];
}
class Room<string name> : Param<"size_t", name> { let Refuses = [Refusal<"1ull << 60", "cudaErrorMemoryAllocation">]; }
class KernelSymbol<string name> : Param<"const void *", name> {
  let Refuses = [Refusal<"notAKernel()", "cudaErrorInvalidDeviceFunction">]; let Good = "kernel()";
}
class VariableSymbol<string name> : Param<"const void *", name> {
  let Refuses = [Refusal<"nullptr", "cudaErrorInvalidSymbol">]; let Good = "variable()";
}
// Any other; and one that refuses nothing, with a good argument for the sake of the others.
class Refusing<string type, string name, string value, string error, string good = ""> : Param<type, name> {
  let Refuses = [Refusal<value, error>]; let Good = good;
}
class Given<string type, string name, string good, string default = ""> : Param<type, name, default> { let Good = good; }

// One function of the runtime API. The record's name is CUDA's name.
class Function<string returnType, list<Param> params> : Named {
  string ReturnType = returnType;
  list<Param> Params = params;
  Section In = ?;
  string Summary = ?;         // one sentence
  State Cpu = Unsupported;
  State OpenCL = Unsupported;
  string Note = "";           // what is missing or different
  string Error = "";          // what it always returns, if its state is ByDesign
  bit RefusesNothing = 0;     // no argument is wrong
  bit ByHand = 0;            // hand-written in runtime/include/lorcha/runtime_api_cpp.h: a template or inline
}

// The usual function: it returns an error code.
class Call<string summary, list<Param> params> : Function<"cudaError_t", params> { let Summary = summary; }
// One whose state is ByDesign.
class Never<string error, string summary, list<Param> params> : Call<summary, params> { let Error = error; }
// A name that exists in C++ only, as a template or an overload set.
class CppCall<string summary> : Call<summary, []> { let ByHand = 1; }

// One function of the driver API. It has one name only: CUDA's.
class DriverCall<string summary, list<Param> params> {
  string ReturnType = "CUresult";
  list<Param> Params = params;
  Section In = ?;
  string Summary = summary;
  State Cpu = Implemented;
  State OpenCL = Implemented;
  string Note = "";
  string Error = "";
}

// Functions that use the default stream without a parameter for a stream.
class UsersOfDefaultStream<list<Function> users> { list<Function> Users = users; }

class Enumerator<string name, string value, string summary = ""> {
  string Name = name; string Value = value; string Summary = summary;
}
class E<string name, string value, string summary = ""> : Enumerator<name, value, summary>;
// An enumeration type; the record's name is CUDA's name.
class Enum<list<Enumerator> values> : Named { list<Enumerator> Values = values; string Summary = ""; }

class Field<string type, string name, string summary = ""> {
  string Type = type; string Name = name; string Summary = summary; // arrays: name "maxGridSize[3]"
}
class F<string type, string name, string summary = ""> : Field<type, name, summary>;
// Structures and typedefs are printed in the order of the files, as one may need the other.
class Declared : Named { string Summary = ""; }
// Body is printed as it stands after the fields, for unions inside and the like.
class Struct<list<Field> fields> : Declared { list<Field> Fields = fields; string Body = ""; string Keyword = "struct"; }
// typedef Target Name; a '$' in Target stands where the name goes: "void (*$)(void *)".
class Typedef<string target> : Declared { string Target = target; }
// An opaque handle: typedef struct Tag *Name; LorchaTag is the tag's name in translated programs.
class Handle<string tag, string lorchaTag> : Named {
  string Tag = tag; string LorchaTag = lorchaTag; string Summary = ""; string Qualifier = ""; // "const "
}
// #define Name Value
// Where the macro Setting is defined, its value counts.
class Constant<string value> : Named { string Value = value; string Summary = ""; string Setting = ""; }
// An old name, kept working: calls of it become calls of NewName.
class Deprecated<string newName> { string NewName = newName; string Note = ""; Section In = ?; }

// What a device builtin does besides computing, as far as the choice of a kernel's form needs it.
class Effect<string name> { string Name = name; }
def Pure         : Effect<"pure">;
def Memory       : Effect<"memory">;       // atomics, fences, printf
def BlockBarrier : Effect<"block-barrier">;
def WarpOp       : Effect<"warp-op">;
def GridBarrier  : Effect<"grid-barrier">;

// The leading arguments that a function of the OpenCL device library gets from the emitter.
class Taking<string name> { string Name = name; }
def TakesNothing   : Taking<"nothing">;
def TakesContext   : Taking<"context">;   // lorchaContext
def TakesPredicate : Taking<"predicate">; // lorchaContext, and whether the thread takes part

// One function of the device language (math, intrinsics, atomics, warp operations, barriers).
// Overloads are separate records whose CudaName is the same.
class Builtin<string cudaName, string returnType, list<Param> params> {
  string CudaName = cudaName;
  string ReturnType = returnType;
  list<Param> Params = params;
  string GlibcHas = "";       // the release, as "2, 41", from which glibc's <math.h> declares the host function
  string CppName = cudaName;  // the name in translated C++; differs where C's library owns the name (__expf)
  // The OpenCL C function; "" if there is none. $S stands for the address space of the first pointer argument, $R for the
  // return type, $1, $2, ... for the type of a parameter (the pointee's for pointers), in OpenCL's one-word spelling.
  string OpenClName = "";
  string OpenClPart = "";     // the file in runtime/device/opencl that defines it; "" for OpenCL C's own functions
  Taking OpenClTakes = TakesNothing;
  Effect Does = Pure;
  bit ByHand = 0;             // not to be declared for the parse: C's library or runtime/include/cuda does
  bit HostToo = 0;            // may host code call it (rsqrtf, __float_as_int is device only, min, max)
  Section In = ?;
  string Summary = "";
  State Cpu = Unsupported;
  State OpenCL = Unsupported;
  string Note = "";
}

// One that is C++ of our own: a template or a method, under its bare name.
class ByHandBuiltin<string name> : Builtin<name, "void", []> { let ByHand = 1; }

// A CUDA-named header and the header that translated programs include in its place.
class Header<string cudaName, string header> { string CudaName = cudaName; string Replacement = header; }
