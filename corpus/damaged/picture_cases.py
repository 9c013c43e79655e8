"""Damaged and hostile pictures. Used by make.py; what is expected of each stands in expected.tsv."""
import base64
import struct
import zlib  # checksums, and bombs

from text_cases import RISK
from writers import Entry, zip_file, zlib_stream

# "The Supplier may increase the fees at any time, at its sole discretion." in two lines of DejaVu Serif: 1040 x 190 pixels of CCITT group 4, a JPEG of 520 x 95,
# and a PNG of 1040 x 190, written by Pillow 9.4.
GROUP4 = base64.b64decode("""
JqB0Bf///////////+QLPIH9CB4ZkyBoPyB6/INBjBGoDwLyJBDIDbjCD8HRwbIHhl2qg6OPzAhsToJ+7IZAM0dP/6T9V9f/77v6j//4j//+//jj///l8QY/Egq4Qb5kMvyDfiGXhFwgx5A8TCBEyG
jiE8gx5BjyDH+XxBj8hjyBHkF//CYQeQb+R+SmEGRZhB5LwgyJ4TIY8IMIMEGRTk6EMeS8IMIGS8JhBggwgYQZDZphMIMEQxhhBhA/0XbRs3f6LmHouYfo2b10XbRdtGyf+i7aNm9UbNo2TRs2jZv0
XbRs3o2bRs2jZv4oNpNwyCiAchOchOfB0mweXODFOk9NgwQMEDg9BtIODy50m6bSDpNkFERQbSbBmwqbSbSD/Wk2w/pum/SbiumKbpv+9J4rSbputJvrSb0m0m6/9dlAMerq/Xp//6/S6df1df9fXX
V/p6bYP99/pvGqxdtev8abF/pvp6b6bpv//ww///+v/r33r9sf///2x/tcG/779f/21/Udftf7X117/+wb///v/IcP/v+yIHD7/7++4f/GDf//x/4Xr/4wrJwg/4+ONk4LYn/D////6OC21//RwWGH
//4Yf/OASP//5wFH9BfX/zgbAsGHOBqfnA1M4Gg4GWH//////+2v//g3//4N/+Q03f+uv/9L6//Sw///h/9///9////ff3f993f/yHi0v//yHj/9tf8hY8h48jjyHj/IePIeMh4Jx///frr//+vX//
67/kn///3/20r9bq69tL/b2P9v20m/VtL/bS20m0tf9tbS1tK0vbX/ta/bS21tb21tfbXbVtb/9tKGEm0XWEU6winX20v9tX/bCW2k2thJtLX20ttJtKwlkNYgEDMhimKYqD2IWxCIqAQNigRQDcGC
BgighLo+FggYIGZDFAigHFMS6PmKYpigQMyGKBEgUUxQYr/DBEGk7C8MLDC8MF/hhdfhhYYIMLDBBgmF4YLDBBggwWIiIiOOIiIiIiOIiIiIiIiIiIj/X6//5DIBtev7X/SyGQBIgguiK/DWIj////
///+QNQXmQWfyGS4IZAZseQkEDwN41UgeCrYOq5AsggeBJFkDwZoshI+yB4acX/XX9dfvv++/44/jj/////5DW/INHkFGZDUwi4QI8ht/5BfyGZ5Bf8g/kGjsgY8gxMhn4hfyDV5BvmCDImgIMhPCD
Izk6EH0L8j8IMIMIMEGRNCDHktAgYQMIPCDCDyPwgYQMn4TCDI9C/CDInhB6Nk9Gyei7f/ou2i7aNm0bJ/o2bRs2jZh6Nm0cN+jZtGzeqNm/Rsw9F2+myFimweg2DBAwRDZAODFOk6TdNkLAOQkJB0
g6Tek2kxg6QdIODy50myJAOk2D0G+m+m7/+mKbSbpv+utJ9Jun60nitJv0nv///r/1//V1dJvXS9XS6df0m/xfF621+q6bF///+m9//xpv/r/9+v///bFse//2x3r/73//bX/1/+7V9dftR1/V/yGq
HkM0Pv//7IaYf8OH/3/D/v/7wuF/r/4wv7JwME4n4/2ThPH//o4L0cF+2v/6OC/wwww//8MP///QXoL/r/5wFcL/Bhgw/5wGv4MP5wG/////bX///wbBv//Bv///S9L/r/9L/Dh//8P///////+//u
7ru/u+/uv//+2v/5Dx/5CxkCI+vIePyUeQseQ8f1/rkn1/rJP//rkn8k++9/+vv/+Sfv/b/b/Y//20iLbf/+urpbaTf6t+2l+6XkSO1tbX6tf9te1te1vvbXbW1720ttbXbX09tdW199f9tLbXX1sJ
WEm0ttJtewk2EttLXbS/2JdHximJdH4GZGxQIGCBggYIoFFbEuj4xQIGxQYoMUxCIqGKYl0ZwMMUxQIoDApigQNiECBmR4YWwgwv6YX+GCoMLYWwgwQYIMLDBBheGCDCwwTCwwvaxERERxEREVERER
EREREREREREeq1S9LIZAR6a7UfS4rDWP///////////////ABABA==""")
JPEG = base64.b64decode("""
/9j/4AAQSkZJRgABAQEAlgCWAAD/2wBDABcQERQRDhcUEhQaGBcbIjklIh8fIkYyNSk5UkhXVVFIUE5bZoNvW2F8Yk5QcptzfIeLkpSSWG2grJ+OqoOPko3/wAALCABfAggBAREA/8QAGgABAAMBAQ
EAAAAAAAAAAAAAAAIDBAEFBv/EADsQAAICAgEDAwEHAgMGBwEAAAECAAMEERIFITETQVEiBhQVYXGBkTKhI0LBM1JTsdHhNEVyc3SC8PH/2gAIAQEAAD8A+siIiIiIiIiIiIiIiIiIiIiIiIiIiIiI
iIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiVZT214tz0JztVCUU+512E8zMy+pYleIzWYxORclRX0WHDl/9u+pbc/Uq3sRnq9MUs4tSojTAjtosfI3J9N6lXfg4rZN9S
5Fyg8SwBJ/ITdZYlVZex1RF7lmOgJGnIpyFLUWpao7EowMla/pVO5G+Kk6/SeZiWdQzsJMtMmqo2DklXpbUfAJ3v8AcTXiZTNhU2ZoWi1x9SseOj+8va2tHVWdVZvAJAJnDfSrlDagYdyCw2IqyKL0
L03V2KPJVgQJFszGSv1HyKlTeuRcalPUrbU6bbkY1oU1obAeIYMACdSpczIbp+DajUercENnqNx+kj6tfnN1ttdKF7rFrQeWY6E5VfTdX6lVqWJ/vKwI/mQfNxK0D2ZNKKToFrAATLwQRsHYlLZmKl
fN8ipU3rkXGp18rHrZFe+pWfugLgFv0k7La6UL2uqKPLMdCRqyaL0L03V2KPJVgQIXIpcErbWwUbOmB0J2u2u0E1ur688SDKb7rUzceqs08G36gdtNrXbiP1ljZNCcud1a8P6tsO36yVVtd1YemxbE
PhlOxK3zcSu30nyaVs8cS4B/iWNdWrhGsQMRsAsNyNOVj5AY0X1WBP6ijg6/XU5Tl4+QxWi+q1l8hHB1F+Xj45AvvqqJ8c3AloZSvIEFdb3vtqVU5mNe5SnIqsYeQjgmdvysfG1699dW/HNwN/zLAQ
yhlIIPcEe8y5+emCKuXEmyxU0WA0Cdb/aZ+tZtmP0p8vDuTdZHsGDbIH+s2plUPcaVvra0DugYch+0ldkU46hr7UqU9gXYCSrsS2sPW6ujdwynYMz9SzBg4F2QdFkUlQT5PsJT0+3IdRbdl0XVGvb8
VA4N2PnfjW/PxNdGVj5O/Qvrt154ODr+IvysfG1699dW/HNwN/zLOa8OfIcdb5b7a+ZVRl42QSKL6rSPIRwdS6IiIiIiIiIiInk9f/8ALv8A51f+s9DL/wDCXf8Att/yngCiofYjYQb9Lnv35b87l3
Ubb7+qdJrFaOjq1nBmKqzBd9/Pjz4mlKMleuV5LjGoFlZR60tJazXg60N67fzPUtKLU5s/oAJbY32954ydIeqsXdG6hZQj/WtbfXWQfgHxKsnKPUvsndkX1KLAjDetjYOtiaOvKpPTX0pP32scte3f
3kep0VP9oelcq0PI2ltr50o1uMgen9qsYVKALqGF2v8AMB42I6PRUOo9UIrQauCj6fA14mXDLL0brdI/2FT3LUN+Bo9h+X/WSzlU/ZrpzFQWHoaJHceJb1Fr3+0uJWlaWolTWItjFV5dxvwe4/SX4+
PkL1t7bPu1SXU6elLCxYg/1a0P0mfouDi3/ifq0o28qyvRHhfgfHn2nuIi11hFGlUaA/KeN0nHp/EOq/4Sf7XjrXbWvGphx6kP2GscqCxRiSe/cNofxqenlXjh06kUrfk2kNV6hIVSF7sf2MhQlq/a
M+uKQ1mKSwq3ptMACQf1MoD19IzuoU+khW5PXpXiPqJ+kr/Ou09fp2GuDh10qF5AfWVGuTe5/mYerqv4n0tuI5euRvXfWpA01t9rwSi9sPl49+fmQodsfL66mMujWFsQD/eKf9RLOmY+Pf8AZpFyQo
S2ota51vZ3tiT7/nK+r41D5PSUIDobePL/AHl4+N/E59oaFx8HeLUqHItrru4/SGXvoHX66lmZj5bWYdgrw8VqLQFYXHup7cB9I8yxbXv6nlrhUU7r4pbbcT9R12AA9hM2LR632fzMV7koHrWVqwP0
r9XYD8vb95Ylr1ZuFV1HBRLFbjTfQ213xI1ryBr2lXTmyrOqdTs9Cm1xb6e7bCpVR4A7Ht7zd0Wi3GpvpsekotzcEqct6YPfj4Hj/Wc65Wj14pZFY/eqhsgHty8Sn7SLXX9nspKlVQCuwoA19Qjq1d
eM3S2pRVKZSVjXspBBEq5ZL/ajJ4012+jSor9VyoUHyR2Pcmaul0XUZ+ZzNC12FXFNVhY1kjufA8+ZL7QqrdDyuSg6QkbHgzz+rKUwOm001IK77q1sUfSH7dgdexmrIoy26hhZBTExzW/AkXEl1Plf
6RvxsCZ+nNlWdU6nZ6FNri30922FSFHgDse3vC4Fp6Tk4T5ONWDkf4Sq/JU2QfTPYfx+cvqvYdVxa8/CFWQVZaran2jdu4+R4957MRERERERERERMeb06rOetrbLh6ZDKEfQDDwf17y63HFuKaGssA
KhSwbTH95l/B6PuAw/Uv8AQH+X1Pb4/SWt06l8Wuiwu4rO0ct9an2IMlj4NVFpu29lxXj6ljFjrzofE0ModSrDYI0RMCdHoqT06rcmun/hrc3H9PkfzNX3PHGH90FSijjx4e2pkfouNZXUr2XsaWDV
sbTtNeNTJ1NBb1npytVe9dHMWOK2OiVHE7A+fcT0qMKnFd7xzstZdNY7Fm0Pb/8Ak8vp+OMjP6gzLk0G2zklgVqyy6HuR8z0m6bjnB+5186qe4IrbRIPkE++9yuzo9FmJVjNbf6VR2o9T48fxrtL78
GrIrrWwuXq7pYG04PzuKMGqhndS7WuOLWuxLa9u/tIYXTqsJ7GqsuPqEswd9gsfJ/XtNkw0dLqx2uau7I5Xf1k2e/z+sgvRsdcA4S2XCgnfH1Pb4/TvLH6ZRZjV02Na/pNyrcueaH8jOJ0qlMlckWX
m4DRc2Elhvej+Uz8T1PPxLXxrKlxuTt6q6IY9go+fnt27CetMeZ06rMurtssuVqu6cH0Afn9Y/DqvxD776l3q64/19uPnWvjc5jdNqxsmzIS25rLAA/N98tdhv8ASc/CcbbKPUWliWakWEVknz2+Py
8SWX02rLtqsey1DV/QEfiFPzNFtFd+OaLlFlbDTBu+5nq6bTXYjs9tpqO6xbYWCe3b/vFvTabMlshWtqtcAO1TleYHjchV0fEqotxwHaiw7NTOSAd77e4k6+m0pcltj3XPX3Q22FuJ+QPmSu6fVbeb
1aym0jiz1PxLD238y3GxqsWr06E4rsnySST5JJ8zmXi1ZlPpXA62GBU6II7ggzNb0fGtxWx3a4o787D6h257eT+w/idyOl1ZIqFt2QfSIK/4n+YeG/XvLL8Cq90sJdLUHEWo3FtfBPvLMbEqxQ3pg8
nPJ3Yksx+STOZuJXnY5otZwjf1BG1sfEgOn0nDbFtL3VH/AIjbI+NH2nKen1V3Ja723WJvg1rluO/Ov+s7d0+q283q1lNpHFnqfiWH5/M4em4pxPu3p6r5c+zHfLe+W/O9+8VdOpryFvdrbrUBCNa5
bjvzr2muIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiJBra1sFbWKHPhSw2f2lWdlrhYxuZSwDKNA/JA/1mgHficd1RSzsFUeSToTiOtihkYMp8EHYh7ErXk7qo8bJ1JbEb
HzEz4uWuS96qpX0bTWdnzoA7/vO0WXvfet1SpWrAVsG3zGu5/KWvYiAF3VQTobOtmDYgcIXUOfC77mdZgqlmIAHck+05XYlq8q3V1+VOxJRIV212gmuxXA88SDKhlqeoNicTyWoWct9u5I1/aaJRRZ
e114uqVK1YCtg2+Y13P5TmJlrlrYVUr6drV9z54nW5abaxYKzYvM/wCXkN/xJyD211kCyxULeOTAbkyQBsnQka7UtXlU6uPG1O5g6fmZFvUc3FyDW33fhpkUrvkN+CTNxtrWwVtYoc+FLDZ/aTkXsS
teVjqq/LHQmHGzb7Or5GJYa2rStbEZVIOiffv3mnGsvsN33ipawthFem3yX2P5Sxbq3colisy+QGBInbLa6l5WOqDxtjqdDKVDAgg+CD5nPUT1PT5rz88d9/4nDbWtgraxQ58KWGz+0qystcZ6FZSf
WtFY0fGwTv8AtO5Vl6LUcapbS1gD7bXFfc/nLmZUUs7BVHkk6AnEdbFDIwZT4IOxD2IgBd1UE6GzrZkoiIiIiIiIiIiIiJ8/xTN6flW42BS1FhdhdbZp2Oz9Q+k67jt39pLPRcn7MY116rZbwpPNxs
92Xf8AM9qiinHQpRUlak7IRQBuYepvU2Zi0fdxkXks6IzaRRrRZux/btKcBHp65kVtVXSr0LYa6n5LvZG/A0e0q6Vh4zZ3U0alGRbgoQqCoGvYSrEwx1H7MPikcrKmsSpmOyCGOu/t7CTpOP1erptY
or4qptsXjrhrtxH5Fv7Ce9wXhw4jjrWtdtTyOkYeKuRnOMeoNXlEIeA2o4r4+JzplVadd6vWqKqf4X0gdu6ncy9Nw8d8Tq3OlGC5FqKCNhQB20PaU31Iv2NrydbyAEcWnuwPIDz+nabOs2Wv1bp2L6
Xq0vydqy2hYQNje/jzqW41OTV1lLUxq8amysrYgsH1EeGAHuPH7z2Jg6xbTXhBL6zd6tiolQOubb2B+naYiltPWcBzjU43qF0b0bN8hxJ0RxHgiWfcsV/tFaHxqWBxlcgoD9Rdtn9Z7E8XptNQ651i
oVqKz6W012O1O+0n0TExlGRYtFSumVaqsFGwORGgZgekYmFcnUMMZFDszHNoIZ+57MffY+RPpEYPWrKdqw2DPFyKLqeoZWQ2HX1CizQ0CC9eh3XR9vyHzM9ttN1HR8XG9R8G6whg/khfCn9/+U15ta
YfWenPjKtbXM1diqNB11vuB8Rhsydb60yjkwWogfJ4GYOm1W5vRi9mCuRZkci17WKGJ2QD42Na/tPe6Z6/4dT96ZWuC6ZlbkDr33PPsAyvtWKcisPVTjc61YbHIkAtr+07hVJT9pc1axxU0IdDwO/t
8SnCoGutUUOuPuzijD6Qn0/2kahXi2YVOd0/7tYjqtV9GirNrWifPf8AOX4YGb17qP3qsOMfglSuNhQQd6B+dSHU8DGxuhdQWoKV5GxV0NVtoDQ+P+804/TsanGoyq6AciqvmH/zOSvuffzPL6bVbm
9GL2YK5FmRyLXtYoYnZAPyNa/tNF+P6uN0ls6uq283rW79n5ABvf3+Zb1/Hoq6dR6dSJ6d6BeKgcdt31JZpOR9o8XEuXnjrU1oU+C2z3I99f6wK0xvtItNCqtWRjlragPp2DoNr+0p6Ng411fUkspR
lGVYigqCFHbwPabfs7a13QsV22SFK9zvwSP9J6URERERERERERERPO/BqhXbTXffXj2klqVYce/nXbYH5Ayf4XW3TDg2XWvVoBWJAZQNa0QB41L8XEXGNjepZbZYQWdyNnXYeNASGXg15T1WF3quqO
0srOiN+R8ESunpi05pyhk3tawCvyKkOB+3b9tRj9M+7Pe6Zd5a/uxPHz8j6ZXTVT0SjRsvsqss7kqG4E7JJ0PH/aOj4oqGTk+mazk2lwpGiF9u3tvudfnPSmE9LqOS1otuCvYLWqDfSXGtHxv2Hbft
O0dNFGZfkrk3F79c98ddhoe3tIUdKWinIrTKv1kMXcnjvkfJHb3kG6LW/TB09sm/0B/6d6HcDevkTRbgJfTWttljWVHkl3YOp/Ya/tO1YS1XHIeyy+7jxVrCOw+AAABOdNxbMah/XflbbY1rgEkKT7
D8hLMzDqzqDTcDrYYFToqR4IPzMr9JFl9V75mS11O+Dkr2BGj246/tLMrpteTkG71rqmav0n9NgOS73o9v17j5mxEWtFRRpVGgPymTG6cuPm3ZQyLne/XMNx0ddh4HtI19KqryDYLbihtN3pFvpDn3
8b/bepD8GqGOcYZGQMU9vRDDWvjet6/eegqhFCqNKBoCYz05Rba9GTfR6x5OqEaJ+e4Oj+kHpWKcGvFCsqVHkjBvqVt75A/O5Knp6JkjJtttvuUcVawj6R76AAEji9NGNmXZIybrHu16gfjptDQ8AT
n4Wi+olN99FNhJaqtgF2fOu2x+xmumpKKkqqUKiAKoHsJRlYFeRfXkCyym+sELZWQDo+x2CCJTR0lMfObLTIvNtgAs5EEPr57dv21OV9HpUZK23XXLk/7VXKgE/PYDUn+GKz1G/JvvWlgyLYw0CPBO
gN/vLLsBLMj7xVbZRcRxZ69fUPzBBBldnSqbMF8QWWqtjFrHBBawnzskf/tTTjUmilaja9nHsGfW9fsBM34Wi+olN99FNhJaqtgF2fOu2x+xk7+nU249NKFqVoZWqNZ0VI8ef9ZTd0eq7GWg5F4UWe
ozAgl23vZ2P+UvyMCvIFLO7i6nuly6Dg+/trv8a1GPgV0W2XepZZfYOJtcgnXsB20B+0qxumfdUvWrLvBuc2Mx4khj5I+n3nKuj1VdMbAXIv8ASPg8gGXvvsQPmb1XioXZOhrZOzOxERERERERERER
ERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERERE//Z""")
PNG = base64.b64decode("""
iVBORw0KGgoAAAANSUhEUgAABBAAAAC+AQAAAACkR8HQAAAIcElEQVR42u2bMW/cyBXHf0MSWhaClulUGNpNlTJbuhC0dJAi3X2DQB/BVbCF4B3dFVZxiO8jON8gfQx7fDLOLlWmOZtrqVAqzxoCQj
mzfClI7q60K2spyxaQDCHA3Jnh8DdvZt57JP9Wwl0fAR7BI3gEj+ARPIJH8AgewSN4BI/gETyCR/AIHsEj3C7CuFudnEdztS/Tpv3tL5yshDBRSk3v9WZy4bYnS6/66dp+RadNrbBRFxzm2ax2m2zp
VfrK/h5W/xZbzSZieFhMC36MLtQXS6/Kr+htzma/vfFylCRYYbnG13ecfsGOUBd+dRtORH04zG1tynufnfGv5Rf0HfiFUKMMd3ZMrSAxk3KV7dYrblT6qgReAiOmLYBJl/MYvmef2R/AOGWU1l3vr+
R+RUTkUIrNUKwSKToiugjtuiqU7ru+kiwsQoai9LaSTBXsKXGtrNeSDLdGQd/RL+gU9KWgZU1HdFvEKMewrJRrjinkf54z/gDYapQfNM+PAI7fIgDPfn3H8Ye6+b/3OM50QbGTuUdZsWOLndKLvbU8
GQC4PVPsZG4vW3kizn7P+1jDGQyUaX+K1bsHQMartjJ78O4PnxKieP/wh78S6nvxn3m1GercPbDsW/dAuwcWdZzzt4Ek23D/Uf595h7Y/IfV10IMryKDmpQ/o8igBwAHsS40sH8W6ziql62Fg4gJuR
4oBmjysjUpRXcLYKxsrgeq2abUADqpiDKFAwRQF9ZUUvtRCCJbOezUznklADKwYK/f49POk5g4yCD9OKtIAZLIoDSKGHoBW2WfldcMFdtrpIBiuxxHStouOxjUZQ1dU0/0NY26tS0C6pAW694V/ber
Pb4awrCK2mY628WSUNmWaQxVmjqYm1lUd3ldRLaSr704QAvKLOyiWcH5rLnMwrlKOboIq+tFUfC0EcI4ALhvL7YYzSUQpwthWFQ6gWiMzBKv/QRgorSoNH5/gzC19pnWo4L40UJc7pvwyvRgTXQThL
ZYQF1KiToym4hfFiKpkiI3kB0pmU7EUDQQilNSKPO0uRWuOaJnS9OKq1K5hXldIXHT9SiTJXwHC1kVMAbCK2+w1mQtqGZmCi4kdrp7ObFMy0rVcDl2wXBw2TAXllrwz+npRNdZ88eL6fN59UgCJyc3
zB11tcsXU6li6RVmulPPbpAHznc4kG7lhww5XSEClC1mVhiAqpdXedLmpA1g2lMrROYcYIs3bU4aImwXgJUENM6l6AOAgZtzAY5pXGDgNMTaoLWUJxQWCLIKTsfaFM0mYsulcPapG71IWctRL0qwfD
aOnXxuVNv/AiJzEL+A4UFkDipfrux7gHiYROZAJslKuaOjb0PdtogIDAvMcF3JSPdNi36mCvoi3FemlQWhPBZxZC06WegYFnQc6R6dgo6Ibel7DHVLxIRlSpk3yB2B9RZgQ61CCNdg1wBsbsxabK7P
PcxtrgNKZ6HSIZnSGcSbALv3y1TCKJ2trfB4cAVaW2S0vOaJ3PLR/C1Lwi0fzRH03SPc/euutHvnCO/u3gpFetsIarnGbfybQoK+Wf2Cb2mFl3wjK/yfvgD2CB7BI3gEj+ARPIJH8AgewSN8ZYT6pe
ZL/ZUQPq5YBgs6i5NbQrDXltW/7l/WWWQ3Q/h4eSCXH/QmGoQ3y5+253+8obglK6gVy5Z0EtwSQrJiGSzoLLq3hLCxYhks6Czuedd0Q4RKGXGe1LKJ8vhZkrpqRnqeAAES1deNdOmeXqacd+d6+nll
BhGRTAmhiAlF6b7uMCxo6SJkUMoqRHKGBhHtaGdKxNHPEVtW6s2hEtpCy+y2rXK0p7KLBi+AK2XE67fwbOZXZPCPSlZB7kxdevwO3F6W5yll5eO/g3Ry6TiyqjnHvyID08QKr/PhWESeWBkN21aORY
7FinG/G8lhPhSRcdFxQxErr+VxLmKlM3IdK4f5UIp2Nhy5/mvXP8y/e3KYD1/LSB7b4c9Fp4kVKmVEEuv5b6sqOG3zKjJAMP0cRFy6qPcBpeaCJAFSXNrlqGrOQYx80Y6YV7ktREEdgUW/Urb6jNYF
HN1cQzctm0sSmYY7oleC7EYoiHVWVyWUsgrWl79/LyvnBG+9sqTZbl9oqa8R0Q3CShcx/4k4MpuQzH87z1b4RnolbGTmjLg4o67k1Oiy0lV3tKxPmxeNPF4AU2XEOGKJlNECoqYTMQFmuoh6lZ4uyS
lsE4Sqg6MlAbGUVXyaFaQJ1LqIcT3Y4FxfKmlqhVGZZBw6gCBbXHr5cFrWO1uii1D66RfGiF/K8x+XxPtSVjGe3XJjArUuoqwEeHjKpZIviZTqw+fzZqOX6CI23Bda4aByKPV0L7Sa18T0WKKLUPoL
Ea5/Vpj3R4BCo8vKaLZKp82DRhnsEoS/XJsYntQodeX57PGh2zh/DOos/NPUzaBZ1EJoyl1wWg5bz819fumWp6u7hBlCKROso+EFadxAuq9ga8E9ppKUmosqKGSxrpoDCpcy1ZOshOAckkOeT+e/qM
exXZRJBTwHcJktjbZV1JXWAprInJQlLoNBDpDr1RF2crCwZ2fTWAe8LZcCyaN6lkx+qpFJ0nbdslLlGWD+GGR/qpob2LZNdoiISBaEeShiohb3kZGI2Jbe4mEpqzgUydEFIrqTtY0SyennCB2LiOi4
xQ5toWNaYpGsTT8LCx4qO1w9a9pcJ1qH3ubUMKUWAlhvEcFaiAoBkl5vA9aUWQupNBe7PVD6IWa3LEl6lbqCWK9uhYvH8aXfj+XrHsHn8zZY6b8B3PbT1OXXAz/d+QOddL85wtElw6v0myPkZjGh/d
YT8bXn/nqE8+6dI/TSb4zgJRQewSN4BI/gETyCR/AIHsEjeASP4BE8gkfwCB7BI3gEj+ARPML/OMJ/AWoAFpjlM3PxAAAAAElFTkSuQmCC""")


def chunk(kind, data, crc=None):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)


def png(width, height, rows, depth=1, palette=b""):
    """rows: what is packed; may lie."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 3 if palette else 0, 0, 0, 0)) + (chunk(b"PLTE", palette) if palette else b"") + (chunk(b"IDAT", rows) if rows else b"") + chunk(b"IEND", b"")


def tiff(*pages, after=0, strip=GROUP4):
    """pages: dictionaries of tags that replace those of `strip`; None leaves one out. after: what the last directory says of the next one."""
    out = bytearray(b"II*\0" + struct.pack("<I", 0) + strip)
    link = 4
    for lies in pages or ({},):
        if len(out) % 2:
            out.append(0)
        at = len(out)
        struct.pack_into("<I", out, link, at)
        tags = {256: 1040, 257: 190, 258: 1, 259: 4, 262: 0, 273: 8, 277: 1, 278: 190, 279: len(strip)} | lies
        tags = {tag: value for tag, value in tags.items() if value is not None}
        out += struct.pack("<H", len(tags))
        for tag, value in sorted(tags.items()):
            out += struct.pack("<HHII", tag, 4, 1, value)
        link = len(out)
        out += struct.pack("<I", 0)
    struct.pack_into("<I", out, link, after)
    return bytes(out)


def cases():
    out = {}

    def add(name, data):
        assert name not in out, name
        out["pictures/" + name] = data

    add("good.png", PNG)
    add("good.jpg", JPEG)
    add("good-two-pages.tif", tiff({}, {}))
    add("head-alone.png", PNG[:33])
    add("cut.png", PNG[:len(PNG) * 2 // 3])
    add("crc-wrong.png", PNG[:60] + bytes([PNG[60] ^ 0xFF]) + PNG[61:])
    add("no-rows.png", png(1000, 1000, b""))
    add("size-0.png", png(0, 100, zlib_stream(b"")))
    add("size-65000x65000.png", png(65000, 65000, zlib_stream(b"\0" * 100)))
    add("size-4-billion.png", png(0xFFFFFFFF, 0xFFFFFFFF, zlib_stream(b"\0" * 100)))
    add("blank.png", png(1240, 1754, zlib_stream(b"\0" * 156 * 1754), palette=b"\xFF" * 3))
    add("head-alone.jpg", JPEG[:20])
    add("cut.jpg", JPEG[:len(JPEG) * 2 // 3])
    size = JPEG.index(b"\xFF\xC0") + 5
    add("size-65000x65000.jpg", JPEG[:size] + struct.pack(">HH", 65000, 65000) + JPEG[size + 4:])
    add("no-pages.tif", b"II*\0" + struct.pack("<I", 0))
    add("directory-beyond-the-end.tif", b"MM\0*" + struct.pack(">I", 1 << 30))
    add("directories-loop.tif", tiff({}, after=8 + len(GROUP4) + len(GROUP4) % 2))
    add("second-page-is-gone.tif", tiff({}, after=1 << 20))
    add("second-page-is-huge.tif", tiff({}, {256: 1 << 20, 257: 1 << 20}))
    add("strip-beyond-the-end.tif", tiff({273: 1 << 20}))
    add("strip-cut.tif", tiff({279: len(GROUP4) * 2 // 3}))
    add("size-4-billion.tif", tiff({256: 0xFFFFFFFF, 257: 0xFFFFFFFF}))
    add("agreement-and-logo.zip", zip_file([Entry("agreement.txt", RISK), Entry("logo.png", png(64, 64, zlib_stream((b"\0" + b"\xF0" * 8) * 32 + (b"\0" + b"\xFF" * 8) * 32)))]))
    add("agreement-and-page.zip", zip_file([Entry("agreement.txt", RISK), Entry("annex.png", PNG)]))
    add("agreement-and-damaged.zip", zip_file([Entry("agreement.txt", RISK), Entry("annex.png", png(1000, 1000, b""))]))
    return out


def scans(width, height, count):
    """A progressive JPEG whose scans each go over all blocks and say nothing: runs of 32,767 blocks without a coefficient, 15 bits each."""
    runs = -(-(-(-width // 8) * -(-height // 8)) // 32767)
    bits = "0" + "1" * 14
    scan = int((bits * runs).ljust(-(-15 * runs // 8) * 8, "1"), 2).to_bytes(-(-15 * runs // 8), "big").replace(b"\xFF", b"\xFF\0")
    part = lambda mark, data: b"\xFF" + mark + struct.pack(">H", len(data) + 2) + data
    head = part(b"\xDB", b"\0" + b"\1" * 64) + part(b"\xC2", struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0))
    codes = part(b"\xC4", b"\x10" + b"\1" + b"\0" * 15 + b"\xE0")  # one code of one bit: a run
    return b"\xFF\xD8" + head + codes + (part(b"\xDA", b"\1\1\0\1\x3F\0") + scan) * count + b"\xFF\xD9"


def bombs():
    row = b"\0" + b"\xFF" * 1500
    dot = {256: 1, 257: 1, 259: 1, 278: 1, 279: 1}
    deep = zlib.compress(b"\xFF" * (10900 * 10900 * 6), 1)
    return {
        "bombs/white-120-million-pixels.png": png(12000, 10000, zlib.compress(row * 10000, 9)),
        "bombs/white-120-million-pixels-and-a-row.png": png(12000, 10001, zlib.compress(row * 10001, 9)),
        "bombs/directories-20000.tif": tiff({}, *(dot for _ in range(19999))),
        "bombs/size-65000x65000-of-1-mb.png": png(65000, 65000, zlib.compress(b"\0" * (1 << 30), 9)),
        "bombs/size-100000x100000.png": png(100_000, 100_000, zlib.compress(b"\0" * (1 << 20), 9)),
        "bombs/scans-5000.jpg": scans(10_000, 10_000, 5_000),
        "bombs/samples-of-16-bits.tif": tiff({256: 10900, 257: 10900, 258: 16, 259: 8, 262: 2, 277: 3, 278: 10900}, strip=deep),
        "bombs/tile-of-8-gb.tif": tiff({322: 1 << 18, 323: 1 << 18, 324: 8, 325: len(GROUP4), 273: None, 278: None, 279: None}),
    }
