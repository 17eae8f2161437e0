"""Series that textbooks print, with the forecasts that are published for them or that another program works out."""

AIR_PASSENGERS = tuple(
    float(one)
    for one in (
        *(112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118),
        *(115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140),
        *(145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166),
        *(171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194),
        *(196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201),
        *(204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229),
        *(242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278),
        *(284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306),
        *(315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336),
        *(340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337),
        *(360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405),
        *(417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432),
    )
)
"""Thousands of passengers by month, 1949 to 1960 (Box and Jenkins)."""

AUSTRALIAN_AIR = (
    *(17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39),
    *(41.60, 44.66, 46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60),
)
"""Millions of passengers by year, 1990 to 2016 (Hyndman and Athanasopoulos, Forecasting, 2nd edition, 7.2)."""
AUSTRALIAN_AIR_AHEAD = (74.60, 76.70, 78.80, 80.91, 83.01)
"""Of Holt's method, as the book prints it."""

SAUDI_OIL = (
    *(445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43),
    *(521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34),
)
"""Million tonnes by year, 1996 to 2013 (the same book, 7.1): the rate is 0.83, the start 446.6, the forecast 542.68."""

# From here on: ETSModel of statsmodels 0.15.0, which estimates by maximum likelihood with a method of its own.
AIR_PASSENGERS_ERRORS = {"none": 28894.26886, "trend": 21567.29200, "fading": 22760.53570}
"""The smallest sum of squares that it finds, by what is made of the trend."""
AIR_PASSENGERS_AHEAD = {
    "none": (444.21, 419.63, 458.92, 489.48, 495.58, 552.22, 628.12, 610.51, 509.37, 456.29, 389.20, 432.00),
    "trend": (451.58, 427.26, 464.70, 500.10, 508.66, 567.72, 647.90, 632.46, 534.38, 484.93, 418.46, 463.14),
}
GIVEN_RATES = {"level": 0.3, "trend": 0.03, "season": 0.5, "kept": 0.95}
GIVEN_START = (120.0, 1.5, (-20.0, -22.0, 5.0, -2.0, -4.0, 30.0, 60.0, 58.0, 15.0, -20.0, -50.0, -50.0))
GIVEN_ERROR = 43350.595077381266
"""Of the same passengers with the rates and the start as they are given."""
GIVEN_AHEAD = (
    *(452.340782, 431.780593, 477.019811, 500.010738, 511.653978, 570.342509),
    *(642.071208, 627.458794, 526.760541, 473.423844, 412.112193, 453.643856),
)
GIVEN_REACH = (
    *(1.959964, 2.063007, 2.177542, 2.302213, 2.435685, 2.576696),
    *(2.724098, 2.876863, 3.034082, 3.194963, 3.358816, 3.525045),
)
"""How far an interval of 95% reaches, in standard deviations of the errors."""
