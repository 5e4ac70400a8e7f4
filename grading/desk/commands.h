/** @file commands.h
 * The commands of `grade`, each in a file of its own; grade.c has the table.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

/** Grade a class into a gradebook. @return main()'s status: 3 when the grader failed somewhere */
int command_run(int argc, char **argv);
/** Grade again: a student, an exercise, or marks alone after a change of the rubric. */
int command_regrade(int argc, char **argv);
/** Write the reports. */
int command_report(int argc, char **argv);
/** Write marks in the form of some other program. */
int command_export(int argc, char **argv);
/** Find hand-ins that resemble each other. */
int command_similar(int argc, char **argv);
/** Say whether all layers of the sandbox are there. */
int command_check(int argc, char **argv);
/** Grade one hand-in into a folder. */
int command_one(int argc, char **argv);
/** Grade a part of a class on a machine of a cluster: what a task of Slurm does. */
int command_shard(int argc, char **argv);

#endif
