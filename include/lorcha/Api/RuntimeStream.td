// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams, their attributes and their capture into graphs; events.

def cudaStream_t : Handle<"CUstream_st", "LorchaStream"> { let Summary = "A stream: work that is done in order."; }
def cudaEvent_t : Handle<"CUevent_st", "LorchaEvent"> { let Summary = "An event: a point in a stream."; }
def cudaStreamDefault : Constant<"0x00"> { let Summary = "The stream synchronises with the legacy default stream."; }
def cudaStreamNonBlocking : Constant<"0x01"> { let Summary = "The stream does not synchronise with the legacy default stream."; }
def cudaStreamLegacy : Constant<"((cudaStream_t)0x1)"> { let Summary = "The legacy default stream."; }
def cudaStreamPerThread : Constant<"((cudaStream_t)0x2)"> { let Summary = "The default stream of the calling thread."; }
def cudaStreamTailLaunch : Constant<"((cudaStream_t)0x3)"> { let Summary = "In device code: a kernel launched here runs behind the grid that launches it."; }
def cudaStreamFireAndForget : Constant<"((cudaStream_t)0x4)"> { let Summary = "In device code: a kernel launched here runs apart from the grid that launches it."; }
def cudaEventDefault : Constant<"0x00">;
def cudaEventBlockingSync : Constant<"0x01"> { let Summary = "Waiting for the event sleeps."; }
def cudaEventDisableTiming : Constant<"0x02"> { let Summary = "The event needs no time stamp."; }
def cudaEventInterprocess : Constant<"0x04"> { let Summary = "The event can be shared between processes."; }
def cudaEventRecordDefault : Constant<"0x00">;
def cudaEventRecordExternal : Constant<"0x01"> { let Summary = "In a capture: record as a node that outsiders can wait for."; }
def cudaEventWaitDefault : Constant<"0x00">;
def cudaEventWaitExternal : Constant<"0x01"> { let Summary = "In a capture: wait as a node for an outside event."; }
def cudaStreamCallback_t : Typedef<"void (*$)(cudaStream_t stream, cudaError_t status, void *userData)"> { let Summary = "A function that a stream calls."; }
def cudaHostFn_t : Typedef<"void (*$)(void *userData)"> { let Summary = "A function that a stream or a graph calls."; }
def cudaStreamCaptureStatus : Enum<[
  E<"cudaStreamCaptureStatusNone", "0">,
  E<"cudaStreamCaptureStatusActive", "1">,
  E<"cudaStreamCaptureStatusInvalidated", "2">
]> { let Summary = "Whether a stream is being captured."; }

def cudaStreamCaptureMode : Enum<[
  E<"cudaStreamCaptureModeGlobal", "0">,
  E<"cudaStreamCaptureModeThreadLocal", "1">,
  E<"cudaStreamCaptureModeRelaxed", "2">
]> { let Summary = "Which unsafe calls a capture forbids."; }

def cudaStreamUpdateCaptureDependenciesFlags : Enum<[
  E<"cudaStreamAddCaptureDependencies", "0">,
  E<"cudaStreamSetCaptureDependencies", "1">
]> { let Summary = "What happens to the dependencies that there are."; }

def cudaSynchronizationPolicy : Enum<[
  E<"cudaSyncPolicyAuto", "1">,
  E<"cudaSyncPolicySpin", "2">,
  E<"cudaSyncPolicyYield", "3">,
  E<"cudaSyncPolicyBlockingSync", "4">
]> { let Summary = "How a host thread waits for a stream."; }

def StreamManagement : Section<"Stream Management">;
let In = StreamManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaStreamCreate : Call<"Creates a stream.",
    [NotNull<"cudaStream_t *", "pStream">]>;
def cudaStreamCreateWithFlags : Call<"Creates a stream with flags.",
    [NotNull<"cudaStream_t *", "pStream">, Flags<"unsigned int", "flags">]>;
def cudaStreamCreateWithPriority : Call<"Creates a stream with flags and a priority.",
    [NotNull<"cudaStream_t *", "pStream">, Flags<"unsigned int", "flags">, P<"int", "priority">]>;
def cudaStreamDestroy : Call<"Destroys a stream once its work is done; does not wait.",
    [Stream<"stream">]>;
def cudaStreamSynchronize : Call<"Waits until the work of a stream is done.",
    [Stream<"stream">]>;
def cudaStreamQuery : Call<"Tells whether the work of a stream is done.",
    [Stream<"stream">]>;
def cudaStreamWaitEvent : Call<"Makes later work of a stream wait for an event.",
    [Stream<"stream">, Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">, Flags<"unsigned int", "flags", "0">]>;
def cudaStreamAddCallback : Call<"Lets a stream call a host function with its status.",
    [Stream<"stream">, P<"cudaStreamCallback_t", "callback">, P<"void *", "userData">,
     Flags<"unsigned int", "flags">]>;
def cudaStreamGetFlags : Call<"Gives the flags of a stream.",
    [Stream<"hStream">, NotNull<"unsigned int *", "flags">]>;
def cudaStreamGetPriority : Call<"Gives the priority of a stream.",
    [Stream<"hStream">, NotNull<"int *", "priority">]>;
def cudaStreamGetId : Call<"Gives the number of a stream, unique in the process.",
    [Stream<"hStream">, NotNull<"unsigned long long *", "streamId">]>;
def cudaStreamGetDevice : Call<"Gives the device of a stream.",
    [Stream<"hStream">, NotNull<"int *", "device">]>;
def cudaStreamAttachMemAsync : Call<"Attaches managed memory to a stream.",
    [Stream<"stream">, NotNull<"void *", "devPtr">, P<"size_t", "length", "0">,
     Flags<"unsigned int", "flags", "cudaMemAttachSingle">]>;
def cudaStreamGetAttribute : Call<"Gives an attribute of a stream.",
    [Stream<"hStream">, OneOf<"cudaStreamAttrID", "attr", "cudaLaunchAttributePriority">,
     NotNull<"cudaStreamAttrValue *", "value_out">]>;
def cudaStreamSetAttribute : Call<"Sets an attribute of a stream.",
    [Stream<"hStream">, OneOf<"cudaStreamAttrID", "attr", "cudaLaunchAttributePriority">,
     NotNull<"const cudaStreamAttrValue *", "value">]>;
def cudaStreamCopyAttributes : Call<"Copies the attributes of a stream to another.",
    [Stream<"dst">, Stream<"src">]>;
def cudaStreamBeginCapture : Call<"Begins to capture a stream's work into a graph.",
    [Stream<"stream">, OneOf<"cudaStreamCaptureMode", "mode">]>;
def cudaStreamBeginCaptureToGraph : Call<"Begins to capture a stream's work into a graph that there is.",
    [Stream<"stream">, Live<"cudaGraph_t", "graph">, P<"const cudaGraphNode_t *", "dependencies">,
     P<"const cudaGraphEdgeData *", "dependencyData">, Given<"size_t", "numDependencies", "0">,
     OneOf<"cudaStreamCaptureMode", "mode">]>;
def cudaStreamEndCapture : Call<"Ends a capture and gives the graph.",
    [Stream<"stream">, P<"cudaGraph_t *", "pGraph">]>;
def cudaStreamIsCapturing : Call<"Tells whether a stream is being captured.",
    [Stream<"stream">, NotNull<"cudaStreamCaptureStatus *", "pCaptureStatus">]>;
def cudaStreamGetCaptureInfo : Call<"Gives the state of a stream's capture.",
    [Stream<"stream">, NotNull<"cudaStreamCaptureStatus *", "captureStatus_out">,
     P<"unsigned long long *", "id_out", "0">, P<"cudaGraph_t *", "graph_out", "0">,
     P<"const cudaGraphNode_t **", "dependencies_out", "0">, P<"size_t *", "numDependencies_out", "0">]>;
def cudaStreamGetCaptureInfo_v3 : Call<"Gives the state of a stream's capture, and the kinds of edges.",
    [Stream<"stream">, NotNull<"cudaStreamCaptureStatus *", "captureStatus_out">,
     P<"unsigned long long *", "id_out", "0">, P<"cudaGraph_t *", "graph_out", "0">,
     P<"const cudaGraphNode_t **", "dependencies_out", "0">, P<"const cudaGraphEdgeData **", "edgeData_out", "0">,
     P<"size_t *", "numDependencies_out", "0">]>;
def cudaStreamUpdateCaptureDependencies : Call<"Changes what the next captured node will depend on.",
    [Stream<"stream">, P<"cudaGraphNode_t *", "dependencies">, Given<"size_t", "numDependencies", "0">,
     Flags<"unsigned int", "flags", "0">]>;
def cudaStreamUpdateCaptureDependencies_v2 : Call<"Changes what the next captured node will depend on, and how.",
    [Stream<"stream">, P<"cudaGraphNode_t *", "dependencies">,
     P<"const cudaGraphEdgeData *", "dependencyData">, Given<"size_t", "numDependencies", "0">,
     Flags<"unsigned int", "flags", "0">]>;
def cudaThreadExchangeStreamCaptureMode : Call<"Exchanges the capture mode of the calling thread.",
    [NotNull<"cudaStreamCaptureMode *", "mode">]>;
}

def EventManagement : Section<"Event Management">;
let In = EventManagement, Cpu = Implemented, OpenCL = Implemented in {
def cudaEventCreate : Call<"Creates an event.",
    [NotNull<"cudaEvent_t *", "event">]>;
def cudaEventCreateWithFlags : Call<"Creates an event with flags.",
    [NotNull<"cudaEvent_t *", "event">, Flags<"unsigned int", "flags">]> {
  let Note = "cudaEventInterprocess gives cudaErrorNotSupported where cudaDevAttrIpcEventSupport is 0, as on OpenCL devices.";
}
def cudaEventDestroy : Call<"Destroys an event.",
    [Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaEventRecord : Call<"Records an event: it happens when the stream's work so far is done.",
    [Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">, Stream<"stream", "0">]>;
def cudaEventRecordWithFlags : Call<"Records an event with flags.",
    [Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">, Stream<"stream", "0">,
     Flags<"unsigned int", "flags", "0">]>;
def cudaEventQuery : Call<"Tells whether an event has happened.",
    [Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaEventSynchronize : Call<"Waits until an event has happened.",
    [Live<"cudaEvent_t", "event", "cudaErrorInvalidResourceHandle">]>;
def cudaEventElapsedTime : Call<"Gives the milliseconds between two events.",
    [NotNull<"float *", "ms">, Live<"cudaEvent_t", "start", "cudaErrorInvalidResourceHandle">,
     Live<"cudaEvent_t", "end", "cudaErrorInvalidResourceHandle">]>;
}
