// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every flag of lorchacc, `lorcha translate`, `lorcha run` and lorcha-inspect: nvcc's names with nvcc's meaning, and a few
// of Lorcha's own. A flag in a section of --help is implemented. One in NoEffect is taken with warning LOR4002, whose
// reason is the flag's help text; one in Refused is error LOR4004 in the same way. docs/command-line.md explains them.
// lorcha-tblgen makes the manual pages and the shell's completion from this file.
include "llvm/Option/OptParser.td"

// What one may write behind `lorcha`: the words, and what they do. Name is what the shell completes.
class Command<string name, string usage, string help> { string Name = name; string Usage = usage; string Help = help; }
def : Command<"run", "run a.cu", "translate, compile and run; a second run starts at once">;
def : Command<"run", "run a.cu -- 100 in.txt", "the same, with arguments for the program">;
def : Command<"translate", "translate a.cu -o a.cpp", "write the translated C++">;
def : Command<"report", "report src -o report.html", "what a tree uses of CUDA, and how much of it works">;
def : Command<"migrate", "migrate tree -o new-tree", "turn a whole tree, build files and all, into C++ without CUDA">;
def : Command<"devices", "devices -v", "the devices that kernels can run on, and their properties">;
def : Command<"prof", "prof -o trace.html ./a.out", "run a program and show where its time goes">;
def : Command<"clangd-config", "clangd-config -I include", "have clangd, and editors, read CUDA sources as Lorcha does">;
def : Command<"explain", "explain LOR2104", "cause, example and way out of a diagnostic">;
def : Command<"help", "help run", "the flags of a command (run, translate, report, migrate, devices, prof, clangd-config, explain)">;
def : Command<"--version", "--version", "the version">;
def : Command<"--toolkit-root", "--toolkit-root", "the folder that is to build files what CUDA's toolkit is">;
def : Command<"--env", "--env", "lines for the eval of a shell that is to find that toolkit">;
def : Command<"--prefix", "--prefix", "the folder that Lorcha is in">;
def : Command<"--cxxflags", "--cxxflags", "the flags that translated C++ is compiled with">;
def : Command<"--ldflags", "--ldflags", "the flags that it is linked with">;

def NoEffect : OptionGroup<"<no effect>">;
def Refused : OptionGroup<"<refused>">;
def Silent : OptionGroup<"<silent>">; // true of every build by Lorcha: nothing to warn about

// The sections of --help and of the manual.
def MadeGroup : OptionGroup<"<what is made>">, HelpText<"What is made">;
def RuleGroup : OptionGroup<"<dependencies for make>">, HelpText<"Dependencies for make">;
def LanguageGroup : OptionGroup<"<preprocessor and language>">, HelpText<"Preprocessor and language">;
def OptimizationGroup : OptionGroup<"<optimisation and debugging>">, HelpText<"Optimisation and debugging">;
def DeviceGroup : OptionGroup<"<the device>">, HelpText<"The device">;
def HostGroup : OptionGroup<"<the host compiler and the linker>">, HelpText<"The host compiler and the linker">;
def DriverGroup : OptionGroup<"<the run of the tool itself>">, HelpText<"The run of the tool itself">;
def OwnGroup : OptionGroup<"<lorchas own flags>">, HelpText<"Lorcha's own flags">;

class Both<string name> : Flag<["-", "--"], name>;
class Hidden { list<OptionFlag> Flags = [HelpHidden]; }

// A flag without a value.
multiclass Switch<string name, string help> { def NAME : Both<name>, HelpText<help>; }
multiclass SwitchName<string name, string of> { def NAME : Both<name>, Alias<!cast<Option>(of)>; }

// A flag with one value: `-name value` or `-name=value`.
multiclass Value<string name, string metaVar, string help> {
  def NAME : Separate<["-", "--"], name>, MetaVarName<"<" # metaVar # ">">, HelpText<help>;
  def NAME # _eq : Joined<["-", "--"], name # "=">, Alias<!cast<Option>(NAME)>;
}
// One of a few values, which the shell completes.
multiclass Choice<string name, string metaVar, string values, string help> {
  def NAME : Separate<["-", "--"], name>, MetaVarName<"<" # metaVar # ">">, HelpText<help>, Values<values>;
  def NAME # _eq : Joined<["-", "--"], name # "=">, Alias<!cast<Option>(NAME)>;
}
multiclass ValueName<string name, string of> {
  def NAME : Separate<["-", "--"], name>, Alias<!cast<Option>(of)>;
  def NAME # _eq : Joined<["-", "--"], name # "=">, Alias<!cast<Option>(of)>;
}
// The long name of a flag whose short name takes its value joined, too (-I, -o).
multiclass LongName<string name, string of> : ValueName<name, of>;

// Flags that change nothing.
multiclass NoEffectSwitch<string name, string why> { def NAME : Both<name>, Group<NoEffect>, HelpText<why>, Hidden; }
multiclass NoEffectValue<string name, string why> {
  def NAME : Separate<["-", "--"], name>, Group<NoEffect>, HelpText<why>, Hidden;
  def NAME # _eq : Joined<["-", "--"], name # "=">, Group<NoEffect>, HelpText<why>, Hidden;
}
multiclass RefusedSwitch<string name, string why> { def NAME : Both<name>, Group<Refused>, HelpText<why>, Hidden; }
multiclass SilentSwitch<string name> { def NAME : Both<name>, Group<Silent>, Hidden; }
multiclass SilentValue<string name> {
  def NAME : Separate<["-", "--"], name>, Group<Silent>, Hidden;
  def NAME # _eq : Joined<["-", "--"], name # "=">, Group<Silent>, Hidden;
}

let Group = MadeGroup in {
defm compile : Switch<"c", "Compile each source to an object file">;
defm compile_long : SwitchName<"compile", "compile">;
defm device_c : Switch<"dc", "Compile each source to an object file with relocatable device code">;
defm device_c_long : SwitchName<"device-c", "device_c">;
defm device_w : SwitchName<"dw", "compile">;
defm device_w_long : SwitchName<"device-w", "compile">;
defm device_link : Switch<"dlink", "Write an empty object file: Lorcha needs no device link">;
defm device_link_long : SwitchName<"device-link", "device_link">;
defm cuda : Switch<"cuda", "Write the translated C++ of each source, and stop">;
defm cuda_long : SwitchName<"cuda-output", "cuda">;
defm cubin : Switch<"cubin", "Write a library of each source's kernels for programs to load: a shared library, whatever its suffix">;
defm fatbin : Switch<"fatbin", "As -cubin, with the suffix .fatbin">;
defm ptx : Switch<"ptx", "As -cubin, with the suffix .ptx; there is no PTX in it">;
defm preprocess : Switch<"E", "Preprocess each source to standard output">;
defm preprocess_long : SwitchName<"preprocess", "preprocess">;
defm lib : Switch<"lib", "Put all objects into a static library">;
defm link : Switch<"link", "Compile and link (default)">;
defm run : Switch<"run", "Compile, link and run the program">;
defm run_args : Value<"run-args", "args", "Arguments, separated by commas, of the program that -run runs">;
defm shared : Switch<"shared", "Link a shared library">;
defm relocatable_link : Switch<"r", "Link all objects to one object">;
defm relocatable_link_long : SwitchName<"relocatable-link", "relocatable_link">;
defm clean : Switch<"clean", "Delete what the same flags would make, and make nothing">;
defm clean_long : SwitchName<"clean-targets", "clean">;
def output : JoinedOrSeparate<["-"], "o">, MetaVarName<"<file>">, HelpText<"Name of the output file">;
defm output_long : LongName<"output-file", "output">;
defm odir : Value<"odir", "directory", "Directory of output files that -o does not name">;
defm odir_long : ValueName<"output-directory", "odir">;
} // MadeGroup

let Group = RuleGroup in {
defm M : Switch<"M", "Write a make rule of the headers that each source reads">;
defm M_long : SwitchName<"generate-dependencies", "M">;
defm MM : Switch<"MM", "As -M, without system headers">;
defm MM_long : SwitchName<"generate-nonsystem-dependencies", "MM">;
defm MD : Switch<"MD", "Compile, and write the make rule beside the output">;
defm MD_long : SwitchName<"generate-dependencies-with-compile", "MD">;
defm MMD : Switch<"MMD", "As -MD, without system headers">;
defm MMD_long : SwitchName<"generate-nonsystem-dependencies-with-compile", "MMD">;
defm MF : Value<"MF", "file", "Name of the file that gets the make rule">;
defm MF_long : ValueName<"dependency-output", "MF">;
defm MT : Value<"MT", "target", "Target of the make rule">;
defm MT_long : ValueName<"dependency-target-name", "MT">;
defm MQ : Value<"MQ", "target", "As -MT">;
defm MP : Switch<"MP", "Add an empty rule for each header">;
defm MP_long : SwitchName<"generate-dependency-targets", "MP">;
} // RuleGroup

let Group = LanguageGroup in {
def I : JoinedOrSeparate<["-"], "I">, MetaVarName<"<directory>">, HelpText<"Search the directory for headers">;
defm I_long : LongName<"include-path", "I">;
defm isystem : Value<"isystem", "directory", "Search the directory for headers after those of -I, without warnings">;
defm isystem_long : ValueName<"system-include", "isystem">;
defm iquote : Value<"iquote", "directory", "Search the directory for headers in quotes">;
def D : JoinedOrSeparate<["-"], "D">, MetaVarName<"<name>[=<text>]">, HelpText<"Define a macro">;
defm D_long : LongName<"define-macro", "D">;
def U : JoinedOrSeparate<["-"], "U">, MetaVarName<"<name>">, HelpText<"Undefine a macro">;
defm U_long : LongName<"undefine-macro", "U">;
defm pre_include : Value<"include", "file", "Read the header before each source">;
defm pre_include_long : ValueName<"pre-include", "pre_include">;
def x : JoinedOrSeparate<["-"], "x">, MetaVarName<"<language>">, HelpText<"Language of every source: cu, c or c++">;
defm x_long : LongName<"x", "x">;
defm std : Choice<"std", "standard", "c++03,c++11,c++14,c++17,c++20,c++23", "C++ standard: c++03 to c++23">;
defm template_depth : Value<"ftemplate-depth", "count", "How deep templates may be nested">;
defm template_backtrace : Value<"ftemplate-backtrace-limit", "count", "How many instantiations a message lists">;
defm no_exceptions : Switch<"noeh", "No exceptions in host code">;
defm no_exceptions_long : SwitchName<"no-exceptions", "no_exceptions">;
defm random_seed : Value<"frandom-seed", "seed", "Names that the host compiler invents come from this seed">;
} // LanguageGroup

let Group = OptimizationGroup in {
def O : Joined<["-"], "O">, MetaVarName<"<level>">, HelpText<"Optimise; 3 unless given, 0 with -G">;
defm O_long : LongName<"optimize", "O">;
defm debug : Switch<"g", "Debug information">;
defm debug_long : SwitchName<"debug", "debug">;
defm device_debug : Switch<"G", "Debug information, and no optimisation unless -O is given">;
defm device_debug_long : SwitchName<"device-debug", "device_debug">;
defm dopt : Choice<"dopt", "kind", "on", "on: optimise despite -G">;
defm lineinfo : Switch<"lineinfo", "Line numbers only">;
defm lineinfo_long : SwitchName<"generate-line-info", "lineinfo">;
defm profile : Switch<"pg", "Instrument for gprof">;
defm profile_long : SwitchName<"profile", "profile">;
defm use_fast_math : Switch<"use_fast_math", "Approximate division and transcendental functions, no signed zeros">;
defm fmad : Choice<"fmad", "bool", "true,false", "Contract multiplication and addition (default: true)">;
defm fmad_long : ValueName<"fma", "fmad">;
defm ftz : Choice<"ftz", "bool", "true,false", "Has no effect when true: denormals are kept">;
defm prec_div : Choice<"prec-div", "bool", "true,false", "Has no effect when false: division is exact">;
defm prec_sqrt : Choice<"prec-sqrt", "bool", "true,false", "Has no effect when false: square roots are exact">;
} // OptimizationGroup

let Group = DeviceGroup in {
defm arch : Choice<"arch", "architecture", "sm_50,sm_60,sm_70,sm_75,sm_80,sm_86,sm_89,sm_90,sm_100,sm_120,all,all-major,native", "sm_NN or compute_NN: the value of __CUDA_ARCH__ (default: sm_80)">;
defm arch_long : ValueName<"gpu-architecture", "arch">;
defm arch_old : ValueName<"gpu-name", "arch">;
defm gpu_code : Value<"code", "architectures", "Taken; the code made is the same for all architectures">;
defm gpu_code_long : ValueName<"gpu-code", "gpu_code">;
defm gencode : Value<"gencode", "specification", "arch=compute_NN,code=...: as -arch; the highest one counts">;
defm gencode_long : ValueName<"generate-code", "gencode">;
defm rdc : Choice<"rdc", "bool", "true,false", "Device functions and variables link across units (default: false)">;
defm rdc_long : ValueName<"relocatable-device-code", "rdc">;
defm list_gpu_code : Switch<"code-ls", "List the names sm_NN that --cuda-version has">;
defm list_gpu_code_long : SwitchName<"list-gpu-code", "list_gpu_code">;
defm list_gpu_arch : Switch<"arch-ls", "List the names compute_NN that --cuda-version has">;
defm list_gpu_arch_long : SwitchName<"list-gpu-arch", "list_gpu_arch">;
defm stack_protector : Choice<"device-stack-protector", "bool", "true,false", "Guard the stack of kernels and of host code (default: false)">;
defm default_stream : Choice<"default-stream", "kind", "legacy,per-thread", "legacy (default) or per-thread: what the null stream means">;
} // DeviceGroup

let Group = HostGroup in {
defm ccbin : Value<"ccbin", "program", "Host compiler, or a directory with one (default: $LORCHA_CXX, clang++-19, clang++, g++)">;
defm ccbin_long : ValueName<"compiler-bindir", "ccbin">;
defm Xcompiler : Value<"Xcompiler", "flags", "Flags, separated by commas, for the host compiler">;
defm Xcompiler_long : ValueName<"compiler-options", "Xcompiler">;
defm Xlinker : Value<"Xlinker", "flags", "Flags, separated by commas, for the linker">;
defm Xlinker_long : ValueName<"linker-options", "Xlinker">;
defm Xarchive : Value<"Xarchive", "flags", "Flags, separated by commas, for ar">;
defm Xarchive_long : ValueName<"archive-options", "Xarchive">;
def L : JoinedOrSeparate<["-"], "L">, MetaVarName<"<directory>">, HelpText<"Search the directory for libraries">;
defm L_long : LongName<"library-path", "L">;
def l : JoinedOrSeparate<["-"], "l">, MetaVarName<"<library>">, HelpText<"Link with the library; cudart and cuda mean Lorcha's">;
defm l_long : LongName<"library", "l">;
defm cudart : Choice<"cudart", "kind", "none,shared,static", "none, shared or static; static is taken as shared">;
defm arbin : Value<"arbin", "program", "Archiver for -lib (default: ar)">;
defm arbin_long : ValueName<"archiver-binary", "arbin">;
defm forward_unknown : Switch<"forward-unknown-to-host-compiler", "Hand flags that are not in this list to the host compiler">;
defm forward_unknown_linker : Switch<"forward-unknown-to-host-linker", "Hand flags that are not in this list to the linker">;
defm forward_unknown_opts : Switch<"forward-unknown-opts", "Hand flags that are not in this list to the host compiler and the linker">;
} // HostGroup

let Group = DriverGroup in {
defm verbose : Switch<"v", "Print each command before it runs">;
defm verbose_long : SwitchName<"verbose", "verbose">;
defm dryrun : Switch<"dryrun", "Print each command, and run none">;
defm dryrun_short : SwitchName<"###", "dryrun">;
defm keep : Switch<"keep", "Keep the translated C++ as <source>.lorcha.cpp">;
defm keep_short : SwitchName<"k", "keep">;
defm save_temps : SwitchName<"save-temps", "keep">;
defm keep_dir : Value<"keep-dir", "directory", "Directory of what -keep keeps">;
defm threads : Value<"t", "count", "Sources compiled at the same time; 0: one per processor">;
def threads_joined : Joined<["-"], "t">, Alias<threads>;
defm threads_long : ValueName<"threads", "threads">;
defm no_warnings : Switch<"w", "No warnings">;
defm no_warnings_long : SwitchName<"disable-warnings", "no_warnings">;
defm Werror : Choice<"Werror", "kinds", "all-warnings,reorder,deprecated-declarations", "Warnings that count as errors: all-warnings, reorder, deprecated-declarations, lorcha-opencl, LOR2104">;
defm Wreorder : Switch<"Wreorder", "Warn of members that are not initialised in their order">;
defm Wno_deprecated : Switch<"Wno-deprecated-declarations", "No warnings of deprecated names">;
defm options_file : Value<"optf", "file", "Read more flags from the file">;
defm options_file_long : ValueName<"options-file", "options_file">;
defm help : Switch<"help", "Print this list">;
defm help_short : SwitchName<"h", "help">;
defm version : Switch<"version", "Print the version">;
defm version_short : SwitchName<"V", "version">;
defm time : Value<"time", "file", "Append the time that each command took to the file; - for standard output">;
} // DriverGroup

let Group = OwnGroup in {
def Wno_lorcha : Joined<["-"], "Wno-lorcha=">, MetaVarName<"<numbers>">, HelpText<"Silence these warnings: -Wno-lorcha=4002,2001">;
def Wno_lorcha_name : Joined<["-"], "Wno-lorcha">, MetaVarName<"[-<name>]">, HelpText<"Silence a diagnostic or a group by name: -Wno-lorcha-api">;
def Wno_LOR : Joined<["-"], "Wno-LOR">, MetaVarName<"<number>">, HelpText<"Silence a diagnostic by number: -Wno-LOR4002">;
def Wlorcha : Joined<["-"], "Wlorcha">, MetaVarName<"[-<name>]">, HelpText<"Warn where there would be a remark: -Wlorcha-opencl">;
def WLOR : Joined<["-"], "WLOR">, MetaVarName<"<number>">, HelpText<"The same by number: -WLOR2104">;
def Rlorcha : Joined<["-"], "Rlorcha">, MetaVarName<"[-<name>]">, HelpText<"Say in which form each kernel runs, and why; -Rlorcha-opencl: remarks of a group">;
def RLOR : Joined<["-"], "RLOR">, MetaVarName<"<number>">, HelpText<"One of these remarks by number: -RLOR2101">;
defm diagnostics_format : Choice<"diagnostics-format", "format", "text,json,sarif", "text (default), json or sarif: how diagnostics are written to standard error">;
defm diagnostics_file : Value<"diagnostics-file", "file", "Where JSON or SARIF goes in place of standard error">;
def color : Joined<["-"], "fdiagnostics-color=">, MetaVarName<"<when>">, Values<"auto,always,never">, HelpText<"auto (default), always or never: colours in diagnostics, the host compiler's included">;
def color_on : Flag<["-"], "fdiagnostics-color">, Alias<color>, AliasArgs<["always"]>;
def color_off : Flag<["-"], "fno-diagnostics-color">, Alias<color>, AliasArgs<["never"]>;
defm force_form : Choice<"force-form", "form", "auto,fiber", "fiber: kernels that wait run as fibers; auto (default): in the fastest form that fits">;
defm cuda_version : Value<"cuda-version", "version", "Release of CUDA to say that this is (default: $LORCHA_CUDA_VERSION, 12.8)">;
defm cpu_arch : Choice<"cpu-arch", "name", "native,baseline,x86-64-v2,x86-64-v3,x86-64-v4", "Processor that the kernels are compiled for: native (default), baseline, x86-64-v3, ...; several levels with commas: the program chooses">;
defm target : Choice<"target", "triple", "aarch64-linux-gnu,riscv64-linux-gnu", "Compile for another machine, with its cross compiler: aarch64-linux-gnu, riscv64-linux-gnu">;
defm no_line_directives : Switch<"no-line-directives", "lorcha translate, lorcha-inspect: no #line in translated C++">;
defm database : Value<"p", "directory", "Take the flags of each source from compile_commands.json in the directory">;
def jobs : JoinedOrSeparate<["-"], "j">, MetaVarName<"<count>">, HelpText<"lorcha migrate: how many sources are translated at the same time (default: as many as there are processors)">;
defm dry_run : Switch<"dry-run", "lorcha migrate: print what would change as a diff, and change nothing">;
defm in_place : Switch<"in-place", "lorcha migrate: change the tree itself; originals go to .lorcha-migrate/original">;
defm report_format : Choice<"format", "format", "text,json,sarif,html", "lorcha report: text, json, sarif or html (default: what the output's name says, else text)">;
defm exclude : Value<"exclude", "pattern", "lorcha report: leave out files and folders whose names match">;
defm no_translate : Switch<"no-translate", "lorcha report: only look at the text of the sources; says nothing about kernels' forms">;
defm unit_limit : Value<"unit-limit", "seconds", "lorcha report, lorcha migrate: give up a source after this time (default: 60, for lorcha migrate 600)">;
defm print : Choice<"print", "what", "ptx,model,callgraph,uniformity,spaces,plan,opencl,edits", "lorcha-inspect: ptx, model, callgraph, uniformity, spaces, plan, opencl or edits">;
} // OwnGroup

// Taken, and true anyway.
defm m64 : SilentSwitch<"m64">;
defm machine : SilentValue<"m">;
defm machine_long : SilentValue<"machine">;
defm relaxed_constexpr : SilentSwitch<"expt-relaxed-constexpr">;
defm extended_lambda : SilentSwitch<"extended-lambda">;
defm expt_extended_lambda : SilentSwitch<"expt-extended-lambda">;
defm allow_unsupported : SilentSwitch<"allow-unsupported-compiler">;
defm no_align_double : SilentSwitch<"no-align-double">;
defm display_error_number : SilentSwitch<"display-error-number">;
defm no_display_error_number : SilentSwitch<"no-display-error-number">;
defm cudadevrt : SilentValue<"cudadevrt">;
defm nodlink : SilentSwitch<"nodlink">;
defm no_device_link : SilentSwitch<"no-device-link">;
defm Wno_deprecated_gpu : SilentSwitch<"Wno-deprecated-gpu-targets">;
defm ewp : SilentSwitch<"ewp">;
defm extensible_whole_program : SilentSwitch<"extensible-whole-program">;
defm noprof : SilentSwitch<"noprof">;
defm dont_use_profile : SilentSwitch<"dont-use-profile">;
defm use_local_env : SilentSwitch<"use-local-env">;
defm target_directory : SilentValue<"target-dir">;
defm target_directory_long : SilentValue<"target-directory">;
defm force_cl : SilentSwitch<"force-cl-env-setup">;
defm input_drive : SilentValue<"idp">;
defm input_drive_long : SilentValue<"input-drive-prefix">;
defm dependency_drive : SilentValue<"ddp">;
defm dependency_drive_long : SilentValue<"dependency-drive-prefix">;
defm drive : SilentValue<"dp">;
defm drive_long : SilentValue<"drive-prefix">;
defm error_number : SilentSwitch<"err-no">;
defm no_error_number : SilentSwitch<"no-err-no">;
defm no_compress : SilentSwitch<"no-compress">;

// Taken, without effect.
defm restrict_ : NoEffectSwitch<"restrict", "pointers are not taken as restricted">;
defm brief_diagnostics : NoEffectValue<"brief-diagnostics", "diagnostics show the source">;
defm brief_diag : NoEffectValue<"brief-diag", "diagnostics show the source">;
defm objtemp : NoEffectSwitch<"objtemp", "intermediate files are in the system's temporary directory">;
defm objtemp_long : NoEffectSwitch<"objdir-as-tempdir", "intermediate files are in the system's temporary directory">;
defm fast_compile : NoEffectValue<"Ofc", "-O sets how long kernels are optimised">;
defm fast_compile_long : NoEffectValue<"Ofast-compile", "-O sets how long kernels are optimised">;
defm no_initializer_list : NoEffectSwitch<"nohdinitlist", "device code may call what the host compiler can inline">;
defm no_initializer_list_long : NoEffectSwitch<"no-host-device-initializer-list", "device code may call what the host compiler can inline">;
defm no_move_forward : NoEffectSwitch<"nohdmoveforward", "device code may call what the host compiler can inline">;
defm no_move_forward_long : NoEffectSwitch<"no-host-device-move-forward", "device code may call what the host compiler can inline">;
defm static_stub : NoEffectValue<"static-global-template-stub", "kernel templates are linked as C++ links templates">;
defm hidden_entity : NoEffectValue<"device-entity-has-hidden-visibility", "kernels and variables are as visible as -Xcompiler -fvisibility says">;
defm syntax_only : NoEffectSwitch<"fdevice-syntax-only", "host and device code are translated together; -cuda compiles neither">;
defm time_trace : NoEffectValue<"fdevice-time-trace", "use -time, or -Xcompiler -ftime-trace">;
defm linker_script : NoEffectValue<"hls", "no object holds GPU code that would ask for a linker script">;
defm linker_script_long : NoEffectValue<"host-linker-script", "no object holds GPU code that would ask for a linker script">;
defm augment_script : NoEffectSwitch<"aug-hls", "no object holds GPU code that would ask for a linker script">;
defm augment_script_long : NoEffectSwitch<"augment-host-linker-script", "no object holds GPU code that would ask for a linker script">;
defm jump_tables : NoEffectValue<"jtd", "the host compiler decides on jump tables">;
defm jump_tables_long : NoEffectValue<"jump-table-density", "the host compiler decides on jump tables">;
defm relocatable_ptx : NoEffectSwitch<"reloc-ptx", "no PTX is made">;
defm relocatable_ptx_long : NoEffectSwitch<"relocatable-ptx", "no PTX is made">;
defm compress_mode : NoEffectValue<"compress-mode", "no GPU binary is made">;
defm sanitize : NoEffectValue<"sanitize", "use -Xcompiler -fsanitize=address, thread or undefined">;
defm jobserver : NoEffectSwitch<"jobserver", "-t says how many sources are compiled at the same time">;
defm qpp : NoEffectValue<"qpp-config", "the host compiler is not q++">;
defm Xptxas : NoEffectValue<"Xptxas", "no PTX is assembled">;
defm Xptxas_long : NoEffectValue<"ptxas-options", "no PTX is assembled">;
defm Xnvlink : NoEffectValue<"Xnvlink", "there is no device link">;
defm Xnvlink_long : NoEffectValue<"nvlink-options", "there is no device link">;
defm Xcicc : NoEffectValue<"Xcicc", "there is no cicc">;
defm Xcudafe : NoEffectValue<"Xcudafe", "there is no cudafe++; silence warnings with -w or -Wno-lorcha=<number>">;
defm maxrregcount : NoEffectValue<"maxrregcount", "the host compiler allocates registers">;
defm resource_usage : NoEffectSwitch<"resource-usage", "no PTX is assembled">;
defm res_usage : NoEffectSwitch<"res-usage", "no PTX is assembled">;
defm source_in_ptx : NoEffectSwitch<"src-in-ptx", "no PTX is made">;
defm source_in_ptx_long : NoEffectSwitch<"source-in-ptx", "no PTX is made">;
defm dlto : NoEffectSwitch<"dlto", "there is no device link; use -Xcompiler -flto">;
defm lto : NoEffectSwitch<"lto", "there is no device link; use -Xcompiler -flto">;
defm optimized_lto : NoEffectSwitch<"gen-opt-lto", "there is no device link; use -Xcompiler -flto">;
defm dlink_time_opt : NoEffectSwitch<"dlink-time-opt", "there is no device link; use -Xcompiler -flto">;
defm extra_vectorization : NoEffectSwitch<"extra-device-vectorization", "kernels are vectorised anyway">;
defm split_compile : NoEffectValue<"split-compile", "use -t to compile several sources at the same time">;
defm split_compile_extended : NoEffectValue<"split-compile-extended", "use -t to compile several sources at the same time">;
defm optimization_info : NoEffectValue<"optimization-info", "use -Rlorcha">;
defm opt_info : NoEffectValue<"opt-info", "use -Rlorcha">;
defm libdevice : NoEffectValue<"ldir", "no libdevice is used">;
defm libdevice_long : NoEffectValue<"libdevice-directory", "no libdevice is used">;
defm diag_error : NoEffectValue<"diag-error", "the numbers are those of another compiler">;
defm diag_suppress : NoEffectValue<"diag-suppress", "the numbers are those of another compiler">;
defm diag_warn : NoEffectValue<"diag-warn", "the numbers are those of another compiler">;
defm Wdefault_stream : NoEffectSwitch<"Wdefault-stream-launch", "the warning does not exist">;
defm Wmissing_bounds : NoEffectSwitch<"Wmissing-launch-bounds", "the warning does not exist">;
defm Wext_lambda : NoEffectSwitch<"Wext-lambda-captures-this", "the warning does not exist">;
defm keep_device_functions : NoEffectSwitch<"keep-device-functions", "device functions are kept as C++ keeps functions">;
defm entries : NoEffectValue<"e", "all kernels are kept">;
defm entries_long : NoEffectValue<"entries", "all kernels are kept">;

// What Lorcha cannot do.
defm ltoir : RefusedSwitch<"ltoir", "no intermediate code is made; -cuda writes the translated C++">;
defm tools_patch : RefusedSwitch<"astoolspatch", "there is no tool that loads the patch">;
defm tools_patch_long : RefusedSwitch<"compile-as-tools-patch", "there is no tool that loads the patch">;
defm optix_ir : RefusedSwitch<"optix-ir", "OptiX is not supported">;
defm deviceemu : RefusedSwitch<"deviceemu", "kernels run on the CPU anyway; leave the flag out">;
defm m32 : RefusedSwitch<"m32", "only 64-bit programs are made">;
