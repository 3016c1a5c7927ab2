// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bessel functions, which OpenCL C lacks. Below Far: their power series (Abramowitz and Stegun 9.1.10 to 9.1.13, 9.6.10),
// whose terms cancel, in pairs of numbers; from there on the asymptotic series (9.2.5 to 9.2.10, 9.7.1). Other orders come by
// recurrence: upwards where that is stable, else downwards (Miller's algorithm). Bounds are CUDA's.

#define LORCHA_NUMBER_float(X) X##f
#define LORCHA_NUMBER_double(X) X

// Sums and products of pairs: High + Low, twice the precision of T.
#define LORCHA_PAIRS(T)                                                                                                \
  typedef struct {                                                                                                     \
    T High, Low;                                                                                                       \
  } lorcha_pair_##T;                                                                                                   \
  static lorcha_pair_##T lorcha_pair_of_##T(T High, T Low) {                                                           \
    lorcha_pair_##T Result;                                                                                            \
    Result.High = fma(High, (T)1, Low);                                                                                \
    Result.Low = fma(High, (T)1, -Result.High) + Low;                                                                  \
    return Result;                                                                                                     \
  }                                                                                                                    \
  static lorcha_pair_##T lorcha_pair_sum_##T(lorcha_pair_##T A, lorcha_pair_##T B) {                                   \
    T Sum = fma(A.High, (T)1, B.High), Part = fma(Sum, (T)1, -A.High);                                                 \
    T Error = fma(A.High, (T)1, -fma(Sum, (T)1, -Part)) + fma(B.High, (T)1, -Part);                                    \
    return lorcha_pair_of_##T(Sum, Error + A.Low + B.Low);                                                             \
  }                                                                                                                    \
  static lorcha_pair_##T lorcha_pair_product_##T(lorcha_pair_##T A, lorcha_pair_##T B) {                               \
    T Product = fma(A.High, B.High, (T)0), Error = fma(A.High, B.High, -Product);                                      \
    return lorcha_pair_of_##T(Product, Error + A.High * B.Low + A.Low * B.High);                                       \
  }                                                                                                                    \
  static lorcha_pair_##T lorcha_pair_quotient_##T(lorcha_pair_##T A, lorcha_pair_##T B) {                              \
    T Quotient = A.High / B.High, Rest = fma(-Quotient, B.High, A.High) + A.Low - Quotient * B.Low;                    \
    return lorcha_pair_of_##T(Quotient, Rest / B.High);                                                                \
  }                                                                                                                    \
  static lorcha_pair_##T lorcha_pair_scaled_##T(lorcha_pair_##T A, T B) {                                              \
    T Product = fma(A.High, B, (T)0), Error = fma(A.High, B, -Product);                                                \
    return lorcha_pair_of_##T(Product, Error + A.Low * B);                                                             \
  }                                                                                                                    \
  static lorcha_pair_##T lorcha_pair_part_##T(lorcha_pair_##T A, T B) {                                                \
    return lorcha_pair_quotient_##T(A, lorcha_pair_of_##T(B, 0));                                                      \
  }                                                                                                                    \
  /* log(X) by 2 artanh((m - 1) / (m + 1)), where X is m times a power of two. */                                      \
  static lorcha_pair_##T lorcha_pair_log_##T(T X, T LogTwo, T LogTwoLow) {                                             \
    int Exponent;                                                                                                      \
    T M = frexp(X, &Exponent);                                                                                         \
    if (M < LORCHA_NUMBER_##T(0.7071067811865475)) {                                                                   \
      M *= 2;                                                                                                          \
      --Exponent;                                                                                                      \
    }                                                                                                                  \
    lorcha_pair_##T Sum = lorcha_pair_sum_##T(lorcha_pair_of_##T(1, 0), lorcha_pair_of_##T(M, 0));                     \
    lorcha_pair_##T S = lorcha_pair_quotient_##T(lorcha_pair_of_##T(M - 1, 0), Sum);                                   \
    lorcha_pair_##T Square = lorcha_pair_product_##T(S, S);                                                            \
    Sum = lorcha_pair_of_##T(0, 0);                                                                                    \
    for (int K = 49; K > 0; K -= 2)                                                                                    \
      Sum = lorcha_pair_sum_##T(lorcha_pair_product_##T(Square, Sum),                                                  \
                                lorcha_pair_part_##T(lorcha_pair_of_##T(2, 0), K));                                    \
    return lorcha_pair_sum_##T(lorcha_pair_product_##T(S, Sum),                                                        \
                               lorcha_pair_scaled_##T(lorcha_pair_of_##T(LogTwo, LogTwoLow), Exponent));               \
  }

// The series. Terms is how many are enough below Far; the pair Q is X * X / 4.
#define LORCHA_BESSEL_SERIES(T, Terms)                                                                                 \
  static lorcha_pair_##T lorcha_bessel_quarter_square_##T(T X) {                                                       \
    T Square = fma(X, X, (T)0);                                                                                        \
    return lorcha_pair_of_##T(Square / 4, fma(X, X, -Square) / 4);                                                     \
  }                                                                                                                    \
  /* The sum over k of (Sign Q)^k / (k! (k + Order)! / Order!). */                                                     \
  static lorcha_pair_##T lorcha_bessel_series_##T(int Order, T X, T Sign) {                                            \
    lorcha_pair_##T Q = lorcha_pair_scaled_##T(lorcha_bessel_quarter_square_##T(X), Sign);                             \
    lorcha_pair_##T One = lorcha_pair_of_##T(1, 0), Sum = One;                                                         \
    for (int K = Terms; K > 0; --K)                                                                                    \
      Sum = lorcha_pair_sum_##T(                                                                                       \
          One, lorcha_pair_part_##T(lorcha_pair_product_##T(Q, Sum), (T)K * (T)(K + Order)));                          \
    return Sum;                                                                                                        \
  }                                                                                                                    \
  /* (X / 2)^Order / Order! times the series. */                                                                       \
  static lorcha_pair_##T lorcha_bessel_j_series_##T(int Order, T X) {                                                  \
    lorcha_pair_##T Result = lorcha_bessel_series_##T(Order, X, -1);                                                   \
    for (int K = 1; K <= Order && Result.High != 0; ++K)                                                               \
      Result = lorcha_pair_part_##T(lorcha_pair_scaled_##T(Result, X / 2), K);                                         \
    return Result;                                                                                                     \
  }                                                                                                                    \
  /* Y of order 0 or 1: 2/pi (log(X/2) + gamma) J, and a series with harmonic numbers. */                              \
  static T lorcha_bessel_y_series_##T(int Order, T X, T LogTwo, T LogTwoLow, T Gamma, T GammaLow) {                    \
    if (X < LORCHA_NUMBER_##T(1e-10)) /* the first terms; the others might overflow */                                 \
      return LORCHA_NUMBER_##T(0.63661977236758134308) * (Order == 0 ? log(X) - LogTwo + Gamma : -1 / X);              \
    lorcha_pair_##T Log = lorcha_pair_sum_##T(lorcha_pair_log_##T(X / 2, LogTwo, LogTwoLow),                           \
                                              lorcha_pair_of_##T(Gamma, GammaLow));                                    \
    lorcha_pair_##T Q = lorcha_pair_scaled_##T(lorcha_bessel_quarter_square_##T(X), -1);                               \
    lorcha_pair_##T Term = lorcha_pair_of_##T(1, 0), Harmonic = lorcha_pair_of_##T(0, 0), Sum = Harmonic;              \
    for (int K = 0; K <= Terms; ++K) {                                                                                 \
      /* Half of the harmonic numbers of K and of K + Order. */                                                        \
      lorcha_pair_##T Mean = Harmonic;                                                                                 \
      lorcha_pair_##T Next = lorcha_pair_part_##T(lorcha_pair_of_##T(1, 0), K + 1);                                    \
      if (Order == 1)                                                                                                  \
        Mean = lorcha_pair_sum_##T(Mean, lorcha_pair_scaled_##T(Next, LORCHA_NUMBER_##T(0.5)));                        \
      Sum = lorcha_pair_sum_##T(Sum, lorcha_pair_product_##T(Term, Mean));                                             \
      Term = lorcha_pair_part_##T(lorcha_pair_product_##T(Term, Q), (T)(K + 1) * (T)(K + 1 + Order));                  \
      Harmonic = lorcha_pair_sum_##T(Harmonic, Next);                                                                  \
    }                                                                                                                  \
    lorcha_pair_##T J = lorcha_bessel_j_series_##T(Order, X);                                                          \
    if (Order == 1)                                                                                                    \
      Sum = lorcha_pair_scaled_##T(Sum, X / 2);                                                                        \
    lorcha_pair_##T Result = lorcha_pair_sum_##T(lorcha_pair_product_##T(Log, J), lorcha_pair_scaled_##T(Sum, -1));    \
    if (Order == 1)                                                                                                    \
      Result = lorcha_pair_sum_##T(Result, lorcha_pair_part_##T(lorcha_pair_of_##T(-1, 0), X));                        \
    return (Result.High + Result.Low) * LORCHA_NUMBER_##T(0.63661977236758134308);                                     \
  }

// J (Kind 0) or Y (Kind 1) of order 0 or 1 for large X, and J and Y of any order.
#define LORCHA_BESSEL(T, Far, LogTwo, LogTwoLow, Gamma, GammaLow)                                                      \
  static T lorcha_bessel_far_##T(int Kind, int Order, T X) {                                                           \
    T P = 1, Q = 0, Term = 1;                                                                                          \
    for (int K = 1; K < 30; ++K) {                                                                                     \
      T Next = Term * (4 * Order * Order - (2 * K - 1) * (2 * K - 1)) / (8 * K * X);                                   \
      if (fabs(Next) > fabs(Term))                                                                                     \
        break;                                                                                                         \
      Term = Next;                                                                                                     \
      if (K % 2 == 1)                                                                                                  \
        Q += K % 4 == 1 ? Term : -Term;                                                                                \
      else                                                                                                             \
        P += K % 4 == 0 ? Term : -Term;                                                                                \
    }                                                                                                                  \
    /* The phase is X - (2 Order + 1) pi/4: sums and differences of sin and cos, without the root of 2. */             \
    T Sum = sin(X) + cos(X), Difference = sin(X) - cos(X);                                                             \
    T Cos = Order == 0 ? Sum : Difference, Sin = Order == 0 ? Difference : -Sum;                                       \
    return LORCHA_NUMBER_##T(0.56418958354775628695) / sqrt(X) * (Kind == 0 ? P * Cos - Q * Sin : P * Sin + Q * Cos);  \
  }                                                                                                                    \
  static T lorcha_bessel_j_near_##T(int Order, T X) {                                                                  \
    lorcha_pair_##T Result = lorcha_bessel_j_series_##T(Order, X);                                                     \
    return Result.High + Result.Low;                                                                                   \
  }                                                                                                                    \
  /* For X >= Far and Order > X: upwards from an order where J is nothing, downwards, scaled by J of order 0. */       \
  static T lorcha_bessel_j_down_##T(int Order, T X) {                                                                  \
    T Above = 0, Here = 1, Wanted = 0;                                                                                 \
    for (int K = Order + 40 + (int)sqrt(LORCHA_NUMBER_##T(40.0) * Order); K > 0; --K) {                                \
      T Below = 2 * K / X * Here - Above;                                                                              \
      Above = Here;                                                                                                    \
      Here = Below;                                                                                                    \
      if (K == Order + 1)                                                                                              \
        Wanted = Here;                                                                                                 \
      if (fabs(Here) > LORCHA_NUMBER_##T(1e15)) {                                                                      \
        Above *= LORCHA_NUMBER_##T(1e-15);                                                                             \
        Here *= LORCHA_NUMBER_##T(1e-15);                                                                              \
        Wanted *= LORCHA_NUMBER_##T(1e-15);                                                                            \
      }                                                                                                                \
    }                                                                                                                  \
    /* Here and Above are orders 0 and 1, of which the larger is the better measure. */                                \
    return fabs(Here) > fabs(Above) ? Wanted / Here * lorcha_bessel_far_##T(0, 0, X)                                   \
                                    : Wanted / Above * lorcha_bessel_far_##T(0, 1, X);                                 \
  }                                                                                                                    \
  static T lorcha_jn_##T(int Order, T Argument) {                                                                      \
    T X = fabs(Argument), Result;                                                                                      \
    if (Order < 0 || isnan(Argument))                                                                                  \
      return (T)NAN;                                                                                                   \
    if (isinf(X))                                                                                                      \
      return 0;                                                                                                        \
    if (X < Far)                                                                                                       \
      Result = lorcha_bessel_j_near_##T(Order, X);                                                                     \
    else if (Order > X)                                                                                                \
      Result = lorcha_bessel_j_down_##T(Order, X);                                                                     \
    else {                                                                                                             \
      T Below = lorcha_bessel_far_##T(0, 0, X);                                                                        \
      Result = Order == 0 ? Below : lorcha_bessel_far_##T(0, 1, X);                                                    \
      for (int K = 1; K < Order; ++K) {                                                                                \
        T Next = 2 * K / X * Result - Below;                                                                           \
        Below = Result;                                                                                                \
        Result = Next;                                                                                                 \
      }                                                                                                                \
    }                                                                                                                  \
    return Argument < 0 && Order % 2 == 1 ? -Result : Result;                                                          \
  }                                                                                                                    \
  static T lorcha_bessel_y_##T(int Order, T X) {                                                                       \
    return X < Far ? lorcha_bessel_y_series_##T(Order, X, LogTwo, LogTwoLow, Gamma, GammaLow)                          \
                   : lorcha_bessel_far_##T(1, Order, X);                                                               \
  }                                                                                                                    \
  static T lorcha_yn_##T(int Order, T X) {                                                                             \
    if (Order < 0 || !(X >= 0))                                                                                        \
      return (T)NAN;                                                                                                   \
    if (X == 0 || isinf(X))                                                                                            \
      return X == 0 ? -(T)INFINITY : 0;                                                                                \
    T Below = lorcha_bessel_y_##T(0, X), Result = Order == 0 ? Below : lorcha_bessel_y_##T(1, X);                      \
    for (int K = 1; K < Order && !isinf(Result); ++K) {                                                                \
      T Next = 2 * K / X * Result - Below;                                                                             \
      Below = Result;                                                                                                  \
      Result = Next;                                                                                                   \
    }                                                                                                                  \
    return Result;                                                                                                     \
  }                                                                                                                    \
  static T lorcha_j0_##T(T X) { return lorcha_jn_##T(0, X); }                                                          \
  static T lorcha_j1_##T(T X) { return lorcha_jn_##T(1, X); }                                                          \
  static T lorcha_y0_##T(T X) { return lorcha_yn_##T(0, X); }                                                          \
  static T lorcha_y1_##T(T X) { return lorcha_yn_##T(1, X); }

// The modified functions I; from Lost on they are infinite.
#define LORCHA_MODIFIED_BESSEL(T, Lost)                                                                                \
  static T lorcha_bessel_i_##T(int Order, T Argument) {                                                                \
    T X = fabs(Argument), Result;                                                                                      \
    if (isnan(Argument))                                                                                               \
      return Argument;                                                                                                 \
    if (X < 20) {                                                                                                      \
      lorcha_pair_##T Sum = lorcha_bessel_series_##T(Order, X, 1);                                                     \
      Result = Order == 0 ? Sum.High + Sum.Low : X / 2 * Sum.High + X / 2 * Sum.Low;                                   \
    } else if (X < Lost) {                                                                                             \
      T Sum = 1, Root = exp(X / 2);                                                                                    \
      for (int K = 30; K > 0; --K)                                                                                     \
        Sum = 1 + (T)((2 * K - 1) * (2 * K - 1) - 4 * Order * Order) / (8 * K * X) * Sum;                              \
      Result = Root * (Sum * LORCHA_NUMBER_##T(0.39894228040143267794) / sqrt(X)) * Root;                              \
    } else                                                                                                             \
      Result = (T)INFINITY;                                                                                            \
    return Order == 1 && Argument < 0 ? -Result : Result;                                                              \
  }                                                                                                                    \
  static T lorcha_cyl_bessel_i0_##T(T X) { return lorcha_bessel_i_##T(0, X); }                                         \
  static T lorcha_cyl_bessel_i1_##T(T X) { return lorcha_bessel_i_##T(1, X); }

LORCHA_PAIRS(float)
LORCHA_BESSEL_SERIES(float, 40)
LORCHA_BESSEL(float, 8, 0.693147182f, -1.90465421e-9f, 0.577215672f, -6.63777389e-9f)
LORCHA_MODIFIED_BESSEL(float, 92)
#ifdef LORCHA_HAS_FP64
LORCHA_PAIRS(double)
LORCHA_BESSEL_SERIES(double, 75)
LORCHA_BESSEL(double, 25, 0.69314718055994528623, 2.3190468138462995584e-17, 0.57721566490153286555,
              -4.9429151524304487e-18)
LORCHA_MODIFIED_BESSEL(double, 720)
#endif
#undef LORCHA_PAIRS
#undef LORCHA_BESSEL_SERIES
#undef LORCHA_BESSEL
#undef LORCHA_MODIFIED_BESSEL
