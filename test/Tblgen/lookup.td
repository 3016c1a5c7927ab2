// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Entries are sorted by name; overloads of a builtin share one, with the strongest effect.
// RUN: %tblgen -gen-lookup -I %S/../../include/lorcha/Api %s | FileCheck %s
include "ApiBase.td"

def cudaZoo : Constant<"1">;
def cudaAnt : Call<"Feeds an ant.", []> { let Cpu = Partial; let Note = "Only red ones."; }
def cudaBee : Deprecated<"cudaAnt">;
let Cpu = Implemented, CppName = "lorcha::hum", OpenClName = "lorcha_hum_$R", OpenClPart = "bee",
    OpenClTakes = TakesContext in {
  def : Builtin<"__hum", "int", [P<"int", "x">]>;
  let Does = WarpOp in def : Builtin<"__hum", "float", [P<"float", "x">]>;
}
def : Header<"zoo.h", "lorcha/zoo.h">;

// CHECK: ApiEntry, 3>
// CHECK-NEXT: {"cudaAnt", "lorchaAnt", ApiKind::Function, ApiState::Partial, ApiState::Unsupported, "Only red ones."},
// CHECK-NEXT: {"cudaBee", "lorchaAnt", ApiKind::Deprecated, ApiState::Partial, ApiState::Unsupported, ""},
// CHECK-NEXT: {"cudaZoo", "lorchaZoo", ApiKind::Constant, ApiState::Implemented, ApiState::Implemented, ""},
// CHECK: BuiltinEntry, 1>
// CHECK-NEXT: {"__hum", "lorcha::hum", "lorcha_hum_$R", "bee", OpenClTaking::Context, BuiltinEffect::WarpOp, ApiState::Implemented, ApiState::Unsupported},
// CHECK: HeaderEntry, 1>
// CHECK-NEXT: {"zoo.h", "lorcha/zoo.h"},
