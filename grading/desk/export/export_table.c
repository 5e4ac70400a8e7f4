/* The table of formats. To add one, write export_NAME.c and a row here. */
#include "export.h"

const export_format export_formats[] = {
        {"gradescope", "results.json of Gradescope, a file for each student", ".json",
                export_gradescope, NULL},
        {"prairielearn", "results.json of a PrairieLearn external grader, a file for each student",
                ".json", export_prairielearn, NULL},
        {"autolab", "what an Autolab autograder prints, a file for each student", ".txt",
                export_autolab, NULL},
        {"github", "results of a GitHub Classroom grader, a file for each student", ".json",
                export_github, NULL},
        {"canvas", "CSV for the gradebook of Canvas", NULL, NULL, export_canvas},
        {"moodle", "CSV for the grade import of Moodle", NULL, NULL, export_moodle},
        {"moodle-worksheet", "CSV for the offline grading worksheet of a Moodle assignment", NULL,
                NULL, export_moodle_worksheet},
        {"nbgrader", "CSV with the columns of nbgrader's export", NULL, NULL, export_nbgrader},
        {"junit", "JUnit XML, a suite for each student", NULL, NULL, export_junit},
        {0},
};
