// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that the libraries on top of the runtime share.

def cudaDataType_t : Enum<[
  E<"CUDA_R_32F", "0">,
  E<"CUDA_R_64F", "1">,
  E<"CUDA_R_16F", "2">,
  E<"CUDA_R_8I", "3">,
  E<"CUDA_C_32F", "4">,
  E<"CUDA_C_64F", "5">,
  E<"CUDA_C_16F", "6">,
  E<"CUDA_C_8I", "7">,
  E<"CUDA_R_8U", "8">,
  E<"CUDA_C_8U", "9">,
  E<"CUDA_R_32I", "10">,
  E<"CUDA_C_32I", "11">,
  E<"CUDA_R_32U", "12">,
  E<"CUDA_C_32U", "13">,
  E<"CUDA_R_16BF", "14">,
  E<"CUDA_C_16BF", "15">,
  E<"CUDA_R_4I", "16">,
  E<"CUDA_C_4I", "17">,
  E<"CUDA_R_4U", "18">,
  E<"CUDA_C_4U", "19">,
  E<"CUDA_R_16I", "20">,
  E<"CUDA_C_16I", "21">,
  E<"CUDA_R_16U", "22">,
  E<"CUDA_C_16U", "23">,
  E<"CUDA_R_64I", "24">,
  E<"CUDA_C_64I", "25">,
  E<"CUDA_R_64U", "26">,
  E<"CUDA_C_64U", "27">,
  E<"CUDA_R_8F_E4M3", "28">,
  E<"CUDA_R_8F_E5M2", "29">
]> { let Summary = "Kind of the elements of vectors and matrices."; }

def cudaDataType : Typedef<"enum cudaDataType_t"> { let Summary = "Kind of the elements of vectors and matrices."; }
