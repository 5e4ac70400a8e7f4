/* The instructor's desk: the program's commands.
 *
 *     grade run class/ --chapter 06 --book course.sqlite --roster class.csv --rubric rubric.cfg
 *
 * Nothing of a student's is executed in this process: `grade one` puts it into a sandbox, and the
 * judge, a program of its own, reads what comes out. */
#include "cli.h"
#include "commands.h"

int main(int argc, char **argv)
{
	static const cli_command commands[] = {
	        {"run", command_run, "grade a class: archives and folders into a gradebook"},
	        {"regrade", command_regrade, "grade again what a gradebook holds, or only its marks"},
	        {"check", command_check, "say whether all layers of the sandbox are there"},
	        {"one", command_one, "grade one hand-in into a folder"},
	        {"report", command_report, "write what students are told, and a page about the class"},
	        {"similar", command_similar, "find hand-ins that resemble each other"},
	        {"export", command_export, "write marks for Canvas, Moodle, Gradescope and others"},
	        {"shard", command_shard, "grade a part of a class: a task of grade run --engine slurm"},
	        {0},
	};
	static const cli_suite suite = {.name = "grade",
	        .about = "Grades what students handed in, in a sandbox, and keeps a gradebook.",
	        .commands = commands};
	return cli_commands(argc, argv, &suite);
}
