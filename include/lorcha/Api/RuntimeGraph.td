// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Graphs: nodes, edges, instantiation, update, user objects.

def cudaGraph_t : Handle<"CUgraph_st", "LorchaGraph"> { let Summary = "A graph of work."; }
def cudaGraphNode_t : Handle<"CUgraphNode_st", "LorchaGraphNode"> { let Summary = "A node of a graph."; }
def cudaGraphExec_t : Handle<"CUgraphExec_st", "LorchaGraphExec"> { let Summary = "A graph that is ready to run."; }
def cudaUserObject_t : Handle<"CUuserObject_st", "LorchaUserObject"> { let Summary = "An object that graphs keep alive."; }
def cudaGraphConditionalHandle : Typedef<"unsigned long long"> { let Summary = "A value that decides about a conditional node."; }
def cudaStreamGraphTailLaunch : Constant<"((cudaStream_t)0x0100000000000000)"> { let Summary = "In device code: the graph runs behind the graph that launches it."; }
def cudaStreamGraphFireAndForget : Constant<"((cudaStream_t)0x0200000000000000)"> { let Summary = "In device code: the graph runs apart from the graph that launches it, which ends behind it."; }
def cudaStreamGraphFireAndForgetAsSibling : Constant<"((cudaStream_t)0x0300000000000000)"> { let Summary = "In device code: the graph runs apart from the graph that launches it."; }
def cudaGraphKernelNodePortDefault : Constant<"0">;
def cudaGraphKernelNodePortProgrammatic : Constant<"1">;
def cudaGraphKernelNodePortLaunchCompletion : Constant<"2">;
def cudaGraphCondAssignDefault : Constant<"1"> { let Summary = "The conditional value is set back at each launch."; }
def cudaGraphNodeType : Enum<[
  E<"cudaGraphNodeTypeKernel", "0">,
  E<"cudaGraphNodeTypeMemcpy", "1">,
  E<"cudaGraphNodeTypeMemset", "2">,
  E<"cudaGraphNodeTypeHost", "3">,
  E<"cudaGraphNodeTypeGraph", "4">,
  E<"cudaGraphNodeTypeEmpty", "5">,
  E<"cudaGraphNodeTypeWaitEvent", "6">,
  E<"cudaGraphNodeTypeEventRecord", "7">,
  E<"cudaGraphNodeTypeExtSemaphoreSignal", "8">,
  E<"cudaGraphNodeTypeExtSemaphoreWait", "9">,
  E<"cudaGraphNodeTypeMemAlloc", "10">,
  E<"cudaGraphNodeTypeMemFree", "11">,
  E<"cudaGraphNodeTypeConditional", "13">,
  E<"cudaGraphNodeTypeCount", "14">
]> { let Summary = "Kind of a node."; }

def cudaGraphDependencyType_enum : Enum<[
  E<"cudaGraphDependencyTypeDefault", "0">,
  E<"cudaGraphDependencyTypeProgrammatic", "1">
]> { let Summary = "Kind of an edge."; }

def cudaGraphConditionalNodeType : Enum<[
  E<"cudaGraphCondTypeIf", "0">,
  E<"cudaGraphCondTypeWhile", "1">,
  E<"cudaGraphCondTypeSwitch", "2">
]> { let Summary = "Kind of a conditional node."; }

def cudaGraphExecUpdateResult : Enum<[
  E<"cudaGraphExecUpdateSuccess", "0">,
  E<"cudaGraphExecUpdateError", "1">,
  E<"cudaGraphExecUpdateErrorTopologyChanged", "2">,
  E<"cudaGraphExecUpdateErrorNodeTypeChanged", "3">,
  E<"cudaGraphExecUpdateErrorFunctionChanged", "4">,
  E<"cudaGraphExecUpdateErrorParametersChanged", "5">,
  E<"cudaGraphExecUpdateErrorNotSupported", "6">,
  E<"cudaGraphExecUpdateErrorUnsupportedFunctionChange", "7">,
  E<"cudaGraphExecUpdateErrorAttributesChanged", "8">
]> { let Summary = "Outcome of an update."; }

def cudaGraphInstantiateResult : Enum<[
  E<"cudaGraphInstantiateSuccess", "0">,
  E<"cudaGraphInstantiateError", "1">,
  E<"cudaGraphInstantiateInvalidStructure", "2">,
  E<"cudaGraphInstantiateNodeOperationNotSupported", "3">,
  E<"cudaGraphInstantiateMultipleDevicesNotSupported", "4">,
  E<"cudaGraphInstantiateConditionalHandleUnused", "5">
]> { let Summary = "Outcome of an instantiation."; }

def cudaGraphInstantiateFlags : Enum<[
  E<"cudaGraphInstantiateFlagAutoFreeOnLaunch", "1">,
  E<"cudaGraphInstantiateFlagUpload", "2">,
  E<"cudaGraphInstantiateFlagDeviceLaunch", "4">,
  E<"cudaGraphInstantiateFlagUseNodePriority", "8">
]> { let Summary = "Flags of an instantiation."; }

def cudaGraphDebugDotFlags : Enum<[
  E<"cudaGraphDebugDotFlagsVerbose", "1">,
  E<"cudaGraphDebugDotFlagsKernelNodeParams", "4">,
  E<"cudaGraphDebugDotFlagsMemcpyNodeParams", "8">,
  E<"cudaGraphDebugDotFlagsMemsetNodeParams", "16">,
  E<"cudaGraphDebugDotFlagsHostNodeParams", "32">,
  E<"cudaGraphDebugDotFlagsEventNodeParams", "64">,
  E<"cudaGraphDebugDotFlagsExtSemasSignalNodeParams", "128">,
  E<"cudaGraphDebugDotFlagsExtSemasWaitNodeParams", "256">,
  E<"cudaGraphDebugDotFlagsKernelNodeAttributes", "512">,
  E<"cudaGraphDebugDotFlagsHandles", "1024">,
  E<"cudaGraphDebugDotFlagsConditionalNodeParams", "32768">
]> { let Summary = "What a drawing of a graph shows."; }

def cudaGraphMemAttributeType : Enum<[
  E<"cudaGraphMemAttrUsedMemCurrent", "0">,
  E<"cudaGraphMemAttrUsedMemHigh", "1">,
  E<"cudaGraphMemAttrReservedMemCurrent", "2">,
  E<"cudaGraphMemAttrReservedMemHigh", "3">
]> { let Summary = "What is known of the memory of graphs."; }

def cudaUserObjectFlags : Enum<[
  E<"cudaUserObjectNoDestructorSync", "1">
]> { let Summary = "Flags of a user object."; }

def cudaUserObjectRetainFlags : Enum<[
  E<"cudaGraphUserObjectMove", "1">
]> { let Summary = "Flags of a reference to a user object."; }

def cudaGraphDependencyType : Typedef<"enum cudaGraphDependencyType_enum"> { let Summary = "Kind of an edge."; }
def cudaGraphEdgeData_st : Struct<[
  F<"unsigned char", "from_port">,
  F<"unsigned char", "to_port">,
  F<"unsigned char", "type">,
  F<"unsigned char", "reserved[5]">
]> {
  let Summary = "What an edge is.";
}

def cudaGraphEdgeData : Typedef<"struct cudaGraphEdgeData_st"> { let Summary = "What an edge is."; }
def cudaKernelNodeParams : Struct<[
  F<"void *", "func">,
  F<"dim3", "gridDim">,
  F<"dim3", "blockDim">,
  F<"unsigned int", "sharedMemBytes">,
  F<"void **", "kernelParams">,
  F<"void **", "extra">
]> {
  let Summary = "A kernel node.";
}

def cudaKernelNodeParamsV2 : Struct<[
  F<"void *", "func">,
  F<"dim3", "gridDim">,
  F<"dim3", "blockDim">,
  F<"unsigned int", "sharedMemBytes">,
  F<"void **", "kernelParams">,
  F<"void **", "extra">
]> {
  let Summary = "A kernel node, for cudaGraphAddNode.";
}

def cudaMemsetParams : Struct<[
  F<"void *", "dst">,
  F<"size_t", "pitch">,
  F<"unsigned int", "value">,
  F<"unsigned int", "elementSize", "1, 2 or 4 bytes">,
  F<"size_t", "width", "elements">,
  F<"size_t", "height">
]> {
  let Summary = "A memset node.";
}

def cudaMemsetParamsV2 : Struct<[
  F<"void *", "dst">,
  F<"size_t", "pitch">,
  F<"unsigned int", "value">,
  F<"unsigned int", "elementSize">,
  F<"size_t", "width">,
  F<"size_t", "height">
]> {
  let Summary = "A memset node, for cudaGraphAddNode.";
}

def cudaMemcpyNodeParams : Struct<[
  F<"int", "flags">,
  F<"int", "reserved[3]">,
  F<"struct cudaMemcpy3DParms", "copyParams">
]> {
  let Summary = "A copy node, for cudaGraphAddNode.";
}

def cudaHostNodeParams : Struct<[
  F<"cudaHostFn_t", "fn">,
  F<"void *", "userData">
]> {
  let Summary = "A host function node.";
}

def cudaHostNodeParamsV2 : Struct<[
  F<"cudaHostFn_t", "fn">,
  F<"void *", "userData">
]> {
  let Summary = "A host function node, for cudaGraphAddNode.";
}

def cudaEventRecordNodeParams : Struct<[
  F<"cudaEvent_t", "event">
]> {
  let Summary = "An event record node.";
}

def cudaEventWaitNodeParams : Struct<[
  F<"cudaEvent_t", "event">
]> {
  let Summary = "An event wait node.";
}

def cudaChildGraphNodeParams : Struct<[
  F<"cudaGraph_t", "graph">
]> {
  let Summary = "A child graph node.";
}

def cudaMemAllocNodeParams : Struct<[
  F<"struct cudaMemPoolProps", "poolProps">,
  F<"const struct cudaMemAccessDesc *", "accessDescs">,
  F<"size_t", "accessDescCount">,
  F<"size_t", "bytesize">,
  F<"void *", "dptr", "set by the call that adds the node">
]> {
  let Summary = "An allocation node.";
}

def cudaMemAllocNodeParamsV2 : Struct<[
  F<"struct cudaMemPoolProps", "poolProps">,
  F<"const struct cudaMemAccessDesc *", "accessDescs">,
  F<"size_t", "accessDescCount">,
  F<"size_t", "bytesize">,
  F<"void *", "dptr">
]> {
  let Summary = "An allocation node, for cudaGraphAddNode.";
}

def cudaMemFreeNodeParams : Struct<[
  F<"void *", "dptr">
]> {
  let Summary = "A free node.";
}

def cudaConditionalNodeParams : Struct<[
  F<"cudaGraphConditionalHandle", "handle">,
  F<"enum cudaGraphConditionalNodeType", "type">,
  F<"unsigned int", "size">,
  F<"cudaGraph_t *", "phGraph_out">
]> {
  let Summary = "A conditional node.";
}

def cudaGraphNodeParams : Struct<[]> {
  let Summary = "A node of any kind.";
  let Body = [{
  enum cudaGraphNodeType type;
  int reserved0[3];
  union {
    long long reserved1[29];
    struct cudaKernelNodeParamsV2 kernel;
    struct cudaMemcpyNodeParams memcpy;
    struct cudaMemsetParamsV2 memset;
    struct cudaHostNodeParamsV2 host;
    struct cudaChildGraphNodeParams graph;
    struct cudaEventWaitNodeParams eventWait;
    struct cudaEventRecordNodeParams eventRecord;
    struct cudaExternalSemaphoreSignalNodeParamsV2 extSemSignal;
    struct cudaExternalSemaphoreWaitNodeParamsV2 extSemWait;
    struct cudaMemAllocNodeParamsV2 alloc;
    struct cudaMemFreeNodeParams free;
    struct cudaConditionalNodeParams conditional;
  };
  long long reserved2;
  }];
}

def cudaGraphInstantiateParams_st : Struct<[
  F<"unsigned long long", "flags">,
  F<"cudaStream_t", "uploadStream">,
  F<"cudaGraphNode_t", "errNode_out">,
  F<"enum cudaGraphInstantiateResult", "result_out">
]> {
  let Summary = "Parameters and outcome of an instantiation.";
}

def cudaGraphInstantiateParams : Typedef<"struct cudaGraphInstantiateParams_st"> { let Summary = "Parameters and outcome of an instantiation."; }
def cudaGraphExecUpdateResultInfo_st : Struct<[
  F<"enum cudaGraphExecUpdateResult", "result">,
  F<"cudaGraphNode_t", "errorNode">,
  F<"cudaGraphNode_t", "errorFromNode">
]> {
  let Summary = "Outcome of an update.";
}

def cudaGraphExecUpdateResultInfo : Typedef<"struct cudaGraphExecUpdateResultInfo_st"> { let Summary = "Outcome of an update."; }
def GraphManagement : Section<"Graph Management">;
let In = GraphManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaGraphCreate : Call<"Creates an empty graph.",
    [NotNull<"cudaGraph_t *", "pGraph">, Flags<"unsigned int", "flags">]>;
def cudaGraphDestroy : Call<"Destroys a graph.",
    [Live<"cudaGraph_t", "graph">]>;
def cudaGraphDestroyNode : Call<"Takes a node out of its graph.",
    [Live<"cudaGraphNode_t", "node">]>;
def cudaGraphClone : Call<"Copies a graph.",
    [NotNull<"cudaGraph_t *", "pGraphClone">, Live<"cudaGraph_t", "originalGraph">]>;
def cudaGraphNodeFindInClone : Call<"Gives the copy of a node in a copied graph.",
    [NotNull<"cudaGraphNode_t *", "pNode">, Live<"cudaGraphNode_t", "originalNode">, Live<"cudaGraph_t", "clonedGraph">]>;
def cudaGraphNodeGetType : Call<"Gives the kind of a node.",
    [Live<"cudaGraphNode_t", "node">, NotNull<"cudaGraphNodeType *", "pType">]>;
def cudaGraphGetNodes : Call<"Gives the nodes of a graph.",
    [Live<"cudaGraph_t", "graph">, P<"cudaGraphNode_t *", "nodes">, NotNull<"size_t *", "numNodes">]>;
def cudaGraphGetRootNodes : Call<"Gives the nodes that depend on none.",
    [Live<"cudaGraph_t", "graph">, P<"cudaGraphNode_t *", "pRootNodes">, NotNull<"size_t *", "pNumRootNodes">]>;
def cudaGraphGetEdges : Call<"Gives the edges of a graph.",
    [Live<"cudaGraph_t", "graph">, NotNull<"cudaGraphNode_t *", "from">, NotNull<"cudaGraphNode_t *", "to">,
     NotNull<"size_t *", "numEdges">]>;
def cudaGraphGetEdges_v2 : Call<"Gives the edges of a graph and what they are.",
    [Live<"cudaGraph_t", "graph">, NotNull<"cudaGraphNode_t *", "from">, NotNull<"cudaGraphNode_t *", "to">,
     P<"cudaGraphEdgeData *", "edgeData">, NotNull<"size_t *", "numEdges">]>;
def cudaGraphNodeGetDependencies : Call<"Gives the nodes that a node depends on.",
    [Live<"cudaGraphNode_t", "node">, P<"cudaGraphNode_t *", "pDependencies">, NotNull<"size_t *", "pNumDependencies">]>;
def cudaGraphNodeGetDependencies_v2 : Call<"Gives the nodes that a node depends on, and how.",
    [Live<"cudaGraphNode_t", "node">, P<"cudaGraphNode_t *", "pDependencies">, P<"cudaGraphEdgeData *", "edgeData">,
     NotNull<"size_t *", "pNumDependencies">]>;
def cudaGraphNodeGetDependentNodes : Call<"Gives the nodes that depend on a node.",
    [Live<"cudaGraphNode_t", "node">, P<"cudaGraphNode_t *", "pDependentNodes">, NotNull<"size_t *", "pNumDependentNodes">]>;
def cudaGraphNodeGetDependentNodes_v2 : Call<"Gives the nodes that depend on a node, and how.",
    [Live<"cudaGraphNode_t", "node">, P<"cudaGraphNode_t *", "pDependentNodes">, P<"cudaGraphEdgeData *", "edgeData">,
     NotNull<"size_t *", "pNumDependentNodes">]>;
def cudaGraphAddDependencies : Call<"Adds edges to a graph.",
    [Live<"cudaGraph_t", "graph">, NotNull<"const cudaGraphNode_t *", "from">, NotNull<"const cudaGraphNode_t *", "to">,
     P<"size_t", "numDependencies">]>;
def cudaGraphAddDependencies_v2 : Call<"Adds edges of a kind to a graph.",
    [Live<"cudaGraph_t", "graph">, NotNull<"const cudaGraphNode_t *", "from">, NotNull<"const cudaGraphNode_t *", "to">,
     P<"const cudaGraphEdgeData *", "edgeData">, P<"size_t", "numDependencies">]>;
def cudaGraphRemoveDependencies : Call<"Takes edges out of a graph.",
    [Live<"cudaGraph_t", "graph">, NotNull<"const cudaGraphNode_t *", "from">, NotNull<"const cudaGraphNode_t *", "to">,
     P<"size_t", "numDependencies">]>;
def cudaGraphRemoveDependencies_v2 : Call<"Takes edges of a kind out of a graph.",
    [Live<"cudaGraph_t", "graph">, NotNull<"const cudaGraphNode_t *", "from">, NotNull<"const cudaGraphNode_t *", "to">,
     P<"const cudaGraphEdgeData *", "edgeData">, P<"size_t", "numDependencies">]>;
def cudaGraphAddNode : Call<"Adds a node of any kind.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"cudaGraphNodeParams *", "nodeParams">]> { let Note = "There are no external semaphores, so nodes of them are refused."; }
def cudaGraphAddNode_v2 : Call<"Adds a node of any kind with edges of a kind.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     P<"const cudaGraphEdgeData *", "dependencyData">, Given<"size_t", "numDependencies", "0">,
     NotNull<"cudaGraphNodeParams *", "nodeParams">]> { let Note = "There are no external semaphores, so nodes of them are refused."; }
def cudaGraphNodeSetParams : Call<"Changes a node of any kind.",
    [Live<"cudaGraphNode_t", "node">, NotNull<"cudaGraphNodeParams *", "nodeParams">]> { let Note = "There are no external semaphores, so nodes of them are refused."; }
def cudaGraphExecNodeSetParams : Call<"Changes a node of any kind in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "graphExec">, Live<"cudaGraphNode_t", "node">,
     NotNull<"cudaGraphNodeParams *", "nodeParams">]> { let Note = "There are no external semaphores, so nodes of them are refused."; }
def cudaGraphAddKernelNode : Call<"Adds a kernel node.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"const cudaKernelNodeParams *", "pNodeParams">]>;
def cudaGraphKernelNodeGetParams : Call<"Gives the parameters of a kernel node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "kernelNode()">,
     NotNull<"cudaKernelNodeParams *", "pNodeParams">]>;
def cudaGraphKernelNodeSetParams : Call<"Sets the parameters of a kernel node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "kernelNode()">,
     NotNull<"const cudaKernelNodeParams *", "pNodeParams">]>;
def cudaGraphExecKernelNodeSetParams : Call<"Sets the parameters of a kernel node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "kernelNode()">,
     NotNull<"const cudaKernelNodeParams *", "pNodeParams">]>;
def cudaGraphKernelNodeGetAttribute : Call<"Gives an attribute of a kernel node.",
    [Live<"cudaGraphNode_t", "hNode", "cudaErrorInvalidValue", "kernelNode()">,
     OneOf<"cudaKernelNodeAttrID", "attr", "cudaLaunchAttributePriority">,
     NotNull<"cudaKernelNodeAttrValue *", "value_out">]>;
def cudaGraphKernelNodeSetAttribute : Call<"Sets an attribute of a kernel node.",
    [Live<"cudaGraphNode_t", "hNode", "cudaErrorInvalidValue", "kernelNode()">,
     OneOf<"cudaKernelNodeAttrID", "attr", "cudaLaunchAttributePriority">,
     NotNull<"const cudaKernelNodeAttrValue *", "value">]> { let Note = "Clusters and updates from the device are refused, as by devices without them; hints are kept without effect."; }
def cudaGraphKernelNodeCopyAttributes : Call<"Copies the attributes of a kernel node to another.",
    [Live<"cudaGraphNode_t", "hDst", "cudaErrorInvalidValue", "kernelNode()">,
     Live<"cudaGraphNode_t", "hSrc", "cudaErrorInvalidValue", "kernelNode()">]>;
def cudaGraphAddMemcpyNode : Call<"Adds a copy node.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"const cudaMemcpy3DParms *", "pCopyParams">]>;
def cudaGraphMemcpyNodeGetParams : Call<"Gives the parameters of a copy node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">, NotNull<"cudaMemcpy3DParms *", "pNodeParams">]>;
def cudaGraphMemcpyNodeSetParams : Call<"Sets the parameters of a copy node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">,
     NotNull<"const cudaMemcpy3DParms *", "pNodeParams">]>;
def cudaGraphExecMemcpyNodeSetParams : Call<"Sets the parameters of a copy node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">,
     NotNull<"const cudaMemcpy3DParms *", "pNodeParams">]>;
def cudaGraphAddMemcpyNode1D : Call<"Adds a node that copies bytes.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"void *", "dst">, NotNull<"const void *", "src">, P<"size_t", "count">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphMemcpyNodeSetParams1D : Call<"Makes a copy node copy bytes.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">, NotNull<"void *", "dst">,
     NotNull<"const void *", "src">, P<"size_t", "count">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphExecMemcpyNodeSetParams1D : Call<"Makes a copy node copy bytes in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">,
     NotNull<"void *", "dst">, NotNull<"const void *", "src">,
     P<"size_t", "count">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphAddMemcpyNodeToSymbol : Call<"Adds a node that copies to a device variable.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, VariableSymbol<"symbol">, NotNull<"const void *", "src">, P<"size_t", "count">,
     P<"size_t", "offset">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphAddMemcpyNodeFromSymbol : Call<"Adds a node that copies from a device variable.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"void *", "dst">, VariableSymbol<"symbol">, P<"size_t", "count">,
     P<"size_t", "offset">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphMemcpyNodeSetParamsToSymbol : Call<"Makes a copy node copy to a device variable.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">, VariableSymbol<"symbol">,
     NotNull<"const void *", "src">, P<"size_t", "count">,
     P<"size_t", "offset">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphMemcpyNodeSetParamsFromSymbol : Call<"Makes a copy node copy from a device variable.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">, NotNull<"void *", "dst">,
     VariableSymbol<"symbol">, P<"size_t", "count">,
     P<"size_t", "offset">, OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphExecMemcpyNodeSetParamsToSymbol : Call<"Makes a copy node copy to a device variable in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">,
     VariableSymbol<"symbol">,
     NotNull<"const void *", "src">, P<"size_t", "count">, P<"size_t", "offset">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphExecMemcpyNodeSetParamsFromSymbol : Call<"Makes a copy node copy from a device variable in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "copyNode()">,
     NotNull<"void *", "dst">,
     VariableSymbol<"symbol">, P<"size_t", "count">, P<"size_t", "offset">,
     OneOf<"cudaMemcpyKind", "kind", "", "cudaErrorInvalidMemcpyDirection">]>;
def cudaGraphAddMemsetNode : Call<"Adds a memset node.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"const cudaMemsetParams *", "pMemsetParams">]>;
def cudaGraphMemsetNodeGetParams : Call<"Gives the parameters of a memset node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "fillNode()">, NotNull<"cudaMemsetParams *", "pNodeParams">]>;
def cudaGraphMemsetNodeSetParams : Call<"Sets the parameters of a memset node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "fillNode()">,
     NotNull<"const cudaMemsetParams *", "pNodeParams">]>;
def cudaGraphExecMemsetNodeSetParams : Call<"Sets the parameters of a memset node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "fillNode()">,
     NotNull<"const cudaMemsetParams *", "pNodeParams">]>;
def cudaGraphAddHostNode : Call<"Adds a host function node.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"const cudaHostNodeParams *", "pNodeParams">]>;
def cudaGraphHostNodeGetParams : Call<"Gives the parameters of a host function node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "hostNode()">,
     NotNull<"cudaHostNodeParams *", "pNodeParams">]>;
def cudaGraphHostNodeSetParams : Call<"Sets the parameters of a host function node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "hostNode()">,
     NotNull<"const cudaHostNodeParams *", "pNodeParams">]>;
def cudaGraphExecHostNodeSetParams : Call<"Sets the parameters of a host function node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "hostNode()">,
     NotNull<"const cudaHostNodeParams *", "pNodeParams">]>;
def cudaGraphAddChildGraphNode : Call<"Adds a graph as a node.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, Live<"cudaGraph_t", "childGraph">]>;
def cudaGraphChildGraphNodeGetGraph : Call<"Gives the graph of a child graph node.",
    [Live<"cudaGraphNode_t", "node">, NotNull<"cudaGraph_t *", "pGraph">]>;
def cudaGraphExecChildGraphNodeSetParams : Call<"Changes a child graph node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "node">, Live<"cudaGraph_t", "childGraph">]>;
def cudaGraphAddEmptyNode : Call<"Adds a node that does nothing.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">]>;
def cudaGraphAddEventRecordNode : Call<"Adds a node that records an event.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaGraphEventRecordNodeGetEvent : Call<"Gives the event of an event record node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "recordNode()">, NotNull<"cudaEvent_t *", "event_out">]>;
def cudaGraphEventRecordNodeSetEvent : Call<"Sets the event of an event record node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "recordNode()">,
     Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaGraphExecEventRecordNodeSetEvent : Call<"Sets the event of an event record node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "hNode", "cudaErrorInvalidValue", "recordNode()">,
     Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaGraphAddEventWaitNode : Call<"Adds a node that waits for an event.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaGraphEventWaitNodeGetEvent : Call<"Gives the event of an event wait node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "waitNode()">, NotNull<"cudaEvent_t *", "event_out">]>;
def cudaGraphEventWaitNodeSetEvent : Call<"Sets the event of an event wait node.",
    [Live<"cudaGraphNode_t", "node", "cudaErrorInvalidValue", "waitNode()">,
     Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaGraphExecEventWaitNodeSetEvent : Call<"Sets the event of an event wait node in a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "hNode", "cudaErrorInvalidValue", "waitNode()">,
     Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
let Cpu = ByDesign, OpenCL = ByDesign in {
def cudaGraphAddExternalSemaphoresSignalNode : Never<"cudaErrorInvalidValue", "Adds a node that signals external semaphores.",
    [P<"cudaGraphNode_t *", "pGraphNode">, P<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     P<"size_t", "numDependencies">, P<"const cudaExternalSemaphoreSignalNodeParams *", "nodeParams">]>;
def cudaGraphExternalSemaphoresSignalNodeGetParams : Never<"cudaErrorInvalidValue", "Gives the parameters of a signal node.",
    [P<"cudaGraphNode_t", "hNode">, P<"cudaExternalSemaphoreSignalNodeParams *", "params_out">]>;
def cudaGraphExternalSemaphoresSignalNodeSetParams : Never<"cudaErrorInvalidValue", "Sets the parameters of a signal node.",
    [P<"cudaGraphNode_t", "hNode">, P<"const cudaExternalSemaphoreSignalNodeParams *", "nodeParams">]>;
def cudaGraphExecExternalSemaphoresSignalNodeSetParams : Never<"cudaErrorInvalidValue", "Sets the parameters of a signal node in a graph that is ready to run.",
    [P<"cudaGraphExec_t", "hGraphExec">, P<"cudaGraphNode_t", "hNode">,
     P<"const cudaExternalSemaphoreSignalNodeParams *", "nodeParams">]>;
def cudaGraphAddExternalSemaphoresWaitNode : Never<"cudaErrorInvalidValue", "Adds a node that waits for external semaphores.",
    [P<"cudaGraphNode_t *", "pGraphNode">, P<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     P<"size_t", "numDependencies">, P<"const cudaExternalSemaphoreWaitNodeParams *", "nodeParams">]>;
def cudaGraphExternalSemaphoresWaitNodeGetParams : Never<"cudaErrorInvalidValue", "Gives the parameters of a semaphore wait node.",
    [P<"cudaGraphNode_t", "hNode">, P<"cudaExternalSemaphoreWaitNodeParams *", "params_out">]>;
def cudaGraphExternalSemaphoresWaitNodeSetParams : Never<"cudaErrorInvalidValue", "Sets the parameters of a semaphore wait node.",
    [P<"cudaGraphNode_t", "hNode">, P<"const cudaExternalSemaphoreWaitNodeParams *", "nodeParams">]>;
def cudaGraphExecExternalSemaphoresWaitNodeSetParams : Never<"cudaErrorInvalidValue", "Sets the parameters of a semaphore wait node in a graph that is ready to run.",
    [P<"cudaGraphExec_t", "hGraphExec">, P<"cudaGraphNode_t", "hNode">,
     P<"const cudaExternalSemaphoreWaitNodeParams *", "nodeParams">]>;
}
def cudaGraphAddMemAllocNode : Call<"Adds a node that allocates memory.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"cudaMemAllocNodeParams *", "nodeParams">]> { let Note = "The memory is the graph's own from here on: graphs share none with each other."; }
def cudaGraphMemAllocNodeGetParams : Call<"Gives the parameters of an allocation node.",
    [Live<"cudaGraphNode_t", "node">, NotNull<"cudaMemAllocNodeParams *", "params_out">]>;
def cudaGraphAddMemFreeNode : Call<"Adds a node that frees memory.",
    [NotNull<"cudaGraphNode_t *", "pGraphNode">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "pDependencies">,
     Given<"size_t", "numDependencies", "0">, NotNull<"void *", "dptr">]>;
def cudaGraphMemFreeNodeGetParams : Call<"Gives the memory of a free node.",
    [Live<"cudaGraphNode_t", "node">, NotNull<"void *", "dptr_out">]>;
def cudaDeviceGraphMemTrim : Call<"Gives unused memory of graphs back.",
    [DeviceNumber<"device">]>;
def cudaDeviceGetGraphMemAttribute : Call<"Tells of the memory of graphs.",
    [DeviceNumber<"device">, OneOf<"cudaGraphMemAttributeType", "attr">, NotNull<"void *", "value">]> { let Note = "Counts what launches have used since the last trim; graphs share no memory with each other."; }
def cudaDeviceSetGraphMemAttribute : Call<"Sets a high-water mark of the memory of graphs back.",
    [DeviceNumber<"device">, OneOf<"cudaGraphMemAttributeType", "attr">, NotNull<"void *", "value">]>;
def cudaGraphInstantiate : Call<"Makes a graph ready to run.",
    [NotNull<"cudaGraphExec_t *", "pGraphExec">, Live<"cudaGraph_t", "graph">, Flags<"unsigned long long", "flags">]> { let OpenCL = Partial; let Note = "OpenCL: not for launches from the device."; }
def cudaGraphInstantiateWithFlags : Call<"Makes a graph ready to run, with flags.",
    [NotNull<"cudaGraphExec_t *", "pGraphExec">, Live<"cudaGraph_t", "graph">, Flags<"unsigned long long", "flags">]> { let OpenCL = Partial; let Note = "OpenCL: not for launches from the device."; }
def cudaGraphInstantiateWithParams : Call<"Makes a graph ready to run and tells what hindered it.",
    [NotNull<"cudaGraphExec_t *", "pGraphExec">, Live<"cudaGraph_t", "graph">,
     NotNull<"cudaGraphInstantiateParams *", "instantiateParams">]> { let OpenCL = Partial; let Note = "OpenCL: not for launches from the device."; }
def cudaGraphLaunch : Call<"Runs a graph in a stream, or from device code.",
    [Live<"cudaGraphExec_t", "graphExec">, Stream<"stream">]>;
def cudaGetCurrentGraphExec : Function<"cudaGraphExec_t", []> { let RefusesNothing = 1; let OpenCL = Unsupported;
  let Summary = "In device code: returns the graph that the grid belongs to; null if there is none.";
}
def cudaGraphUpload : Call<"Prepares the run of a graph in a stream.",
    [Live<"cudaGraphExec_t", "graphExec">, Stream<"stream">]>;
def cudaGraphExecDestroy : Call<"Destroys a graph that is ready to run.",
    [Live<"cudaGraphExec_t", "graphExec">]>;
def cudaGraphExecGetFlags : Call<"Gives the flags of an instantiation.",
    [Live<"cudaGraphExec_t", "graphExec">, NotNull<"unsigned long long *", "flags">]>;
def cudaGraphExecUpdate : Call<"Takes the parameters of a graph of the same shape over.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraph_t", "hGraph">,
     NotNull<"cudaGraphExecUpdateResultInfo *", "resultInfo">]>;
def cudaGraphNodeSetEnabled : Call<"Switches a node on or off.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "hNode">, P<"unsigned int", "isEnabled">]>;
def cudaGraphNodeGetEnabled : Call<"Tells whether a node is on.",
    [Live<"cudaGraphExec_t", "hGraphExec">, Live<"cudaGraphNode_t", "hNode">, NotNull<"unsigned int *", "isEnabled">]>;
def cudaGraphDebugDotPrint : Call<"Writes a graph as a DOT file.",
    [Live<"cudaGraph_t", "graph">, NotNull<"const char *", "path">, P<"unsigned int", "flags">]>;
def cudaGraphConditionalHandleCreate : Call<"Creates the value that decides about a conditional node.",
    [NotNull<"cudaGraphConditionalHandle *", "pHandle_out">, Live<"cudaGraph_t", "graph">,
     P<"unsigned int", "defaultLaunchValue", "0">, Flags<"unsigned int", "flags", "0">]>;
def cudaUserObjectCreate : Call<"Creates a user object.",
    [NotNull<"cudaUserObject_t *", "object_out">, NotNull<"void *", "ptr">, P<"cudaHostFn_t", "destroy">,
     P<"unsigned int", "initialRefcount">, Flags<"unsigned int", "flags">]>;
def cudaUserObjectRetain : Call<"Adds references to a user object.",
    [Live<"cudaUserObject_t", "object">, P<"unsigned int", "count", "1">]>;
def cudaUserObjectRelease : Call<"Takes references to a user object back.",
    [Live<"cudaUserObject_t", "object">, P<"unsigned int", "count", "1">]>;
def cudaGraphRetainUserObject : Call<"Lets a graph keep a user object alive.",
    [Live<"cudaGraph_t", "graph">, Live<"cudaUserObject_t", "object">, P<"unsigned int", "count", "1">,
     Flags<"unsigned int", "flags", "0">]>;
def cudaGraphReleaseUserObject : Call<"Ends a graph's hold on a user object.",
    [Live<"cudaGraph_t", "graph">, Live<"cudaUserObject_t", "object">, P<"unsigned int", "count", "1">]>;
}
