#include "sample_data.h"

// What Clang reads as text in a second, Swift would compile for minutes; and the command stays one file.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char activities[] = {
#embed "activities.csv"
    , 0};
static const char communes[] = {
#embed "communes.csv"
    , 0};
static const char metiers[] = {
#embed "metiers.csv"
    , 0};

const char *sample_activities(void) { return activities; }
const char *sample_communes(void) { return communes; }
const char *sample_metiers(void) { return metiers; }
