#ifndef SAMPLE_DATA_H
#define SAMPLE_DATA_H

/// The tables beside this file: UTF-8, a header line, `|` between fields, ended by a NUL.
const char *sample_activities(void);
const char *sample_communes(void);
const char *sample_metiers(void);

#endif
