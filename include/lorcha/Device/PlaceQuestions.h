// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls that ask cooperative groups where a thread, or its block, is. Such functions of our headers take a
// Place or a BlockPlace as their last argument; its default asks the thread-local, which keeps compilers from
// making vectors of threads. The translator writes lorchaThread there wherever it can.
#ifndef LORCHA_DEVICE_PLACEQUESTIONS_H
#define LORCHA_DEVICE_PLACEQUESTIONS_H

#include "clang/AST/ExprCXX.h"

namespace lorcha {

class ParsedUnit;

enum class PlaceKind {
  None,
  Block,  ///< equal for the threads of a block
  Thread, ///< integers told of it rise by one from thread to thread in x
};

/// Of whose place the function is told.
PlaceKind placeTold(const clang::FunctionDecl *Function);

/// Of whose place the call leaves it to the default to tell; None for expressions that are no such calls.
PlaceKind placeAsked(const clang::Expr *Call);

/// Whether it is an object of our cooperative groups' classes.
bool isGroup(clang::QualType Type);

/// Whether the call asks for a group, or asks a group for a number or an index: what it gives follows from
/// the groups in it and the place, and nothing changes.
bool isGroupQuestion(const clang::CallExpr *Call);

/// Whether the call asks a class of groups, whatever group of it is named, what is alike for the block: then
/// it may be written without the group, lorchaBlock in the thread's place. Within: the function that it
/// stands in, whose instantiations must agree on the class.
bool isBlockQuestion(const clang::CallExpr *Call, const clang::FunctionDecl *Within);

/// The bit of an index variable of the device language; 0 for other declarations.
unsigned indexVariable(ParsedUnit &Unit, const clang::ValueDecl *Declaration);

} // namespace lorcha

#endif
